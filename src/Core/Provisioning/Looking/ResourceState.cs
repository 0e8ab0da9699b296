namespace ReleasePortal.Core.Provisioning.Looking;

public enum ResourceState
{
    InSync,

    /// <summary>It differs, for somebody else changed it.</summary>
    Drifted,

    /// <summary>It was there and is gone.</summary>
    Missing,

    /// <summary>It differs, for the settings describe it anew.</summary>
    Described,

    /// <summary>The settings describe it, and nobody has made it yet.</summary>
    ToCreate,

    /// <summary>It differs, and an admin says that this is meant.</summary>
    Kept,

    NeedsReplacement,
    Blocked,
    Unknown,
    Working,
    Done,
    Refused,
}
