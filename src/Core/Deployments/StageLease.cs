namespace ReleasePortal.Core.Deployments;

/// <summary>Who may carry out deployments into a stage now. Times are the database's own clock, in seconds since
/// 1970: owners' clocks may differ.</summary>
public sealed class StageLease
{
    StageLease()
    {
    }

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    public string Owner { get; private set; } = null!;

    /// <summary>Raised with every new holder; a write that names an older number is refused.</summary>
    public long Fence { get; private set; }

    public double ExpiresAt { get; private set; }

    public double TakenAt { get; private set; }
}
