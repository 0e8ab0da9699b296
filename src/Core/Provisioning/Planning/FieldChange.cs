using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <param name="Path">Like <c>properties.networkAcls.defaultAction</c>.</param>
/// <param name="Old">Empty where the field is not there.</param>
public sealed record FieldChange(string Path, string? Old, string? New)
{
    /// <summary>Why it differs, as far as the portal knows what it made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ChangeCause Cause { get; init; }
}
