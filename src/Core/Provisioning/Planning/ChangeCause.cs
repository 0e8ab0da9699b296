using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<ChangeCause>))]
public enum ChangeCause
{
    /// <summary>The portal has not made it yet.</summary>
    Unknown,

    /// <summary>It is described as before: somebody else changed it since.</summary>
    ByHand,

    /// <summary>The settings, or the portal's own list, describe it anew.</summary>
    Description,
}
