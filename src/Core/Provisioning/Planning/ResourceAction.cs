using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning.Planning;

[JsonConverter(typeof(JsonStringEnumConverter<ResourceAction>))]
public enum ResourceAction
{
    Unchanged,
    Create,
    Update,

    /// <summary>A field differs that cannot be changed; a person must decide, nothing is deleted by itself.</summary>
    NeedsReplacement,

    /// <summary>It may not be read.</summary>
    Unknown,

    /// <summary>It should be written but cannot be, for want of a permission or because something stands in the way.</summary>
    Blocked,
}
