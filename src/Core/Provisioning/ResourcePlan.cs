using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What an apply would do to a stage's resources. Plain data without times or other things that change by themselves:
/// the same settings and the same Azure give the same plan, so that its digest can be approved.</summary>
public sealed record ResourcePlan(IReadOnlyList<PlannedResource> Resources)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>SHA-256 of the plan's JSON.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(AtRest(), Json)));

    /// <summary>Without what passes by itself, as people approve it.</summary>
    public ResourcePlan AtRest() => new([.. Resources.Select(resource => resource with { IsBusy = false })]);

    [JsonIgnore]
    public bool IsEmpty => Resources.All(resource => resource.Action is ResourceAction.Unchanged);
}

/// <param name="Id">Azure's id; ours for what Unity Catalog keeps.</param>
/// <param name="Kind">For people: "Storage account".</param>
/// <param name="Needs">The ids of the resources that come first; the edges of the picture.</param>
/// <param name="Reason">Why nothing can be done: for <see cref="ResourceAction.Unknown"/>, <see cref="ResourceAction.Blocked"/> and <see cref="ResourceAction.NeedsReplacement"/>.</param>
/// <param name="Changes">All managed fields of a new resource, the differing ones of an existing one.</param>
public sealed record PlannedResource(
    string Id, string Kind, string Name, ResourceAction Action, IReadOnlyList<FieldChange> Changes, IReadOnlyList<string> Needs, string? Reason = null)
{
    /// <summary>Azure still works on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBusy { get; init; }

    /// <summary>SHA-256 of what differs, whatever the cause.</summary>
    [JsonIgnore]
    public string Difference => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Action, Reason, Changes = Changes.Select(change => change with { Cause = ChangeCause.Unknown }) })));

    /// <summary>All that is described of it, by field, whether it differs or not. Known only of a plan that was made just now.</summary>
    [JsonIgnore]
    public ILookup<string, string?> Described { get; init; } = NothingKnown;

    static readonly ILookup<string, string?> NothingKnown = Enumerable.Empty<string>().ToLookup(path => path, _ => (string?)null, StringComparer.Ordinal);

    /// <summary>A deleted one holds the name, and may be given up for good.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPurgeable { get; init; }
}

/// <param name="Path">Like <c>properties.networkAcls.defaultAction</c>.</param>
/// <param name="Old">Empty where the field is not there.</param>
public sealed record FieldChange(string Path, string? Old, string? New)
{
    /// <summary>Why it differs, as far as the portal knows what it made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ChangeCause Cause { get; init; }
}

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
