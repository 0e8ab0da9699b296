using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <param name="Id">Azure's id; ours for what Unity Catalog keeps.</param>
/// <param name="Kind">For people: "Storage account".</param>
/// <param name="Needs">The ids of the resources that come first; the edges of the picture.</param>
/// <param name="Reason">Why nothing can be done: for <see cref="ResourceAction.Unknown"/>, <see cref="ResourceAction.Blocked"/> and
/// <see cref="ResourceAction.NeedsReplacement"/>.</param>
/// <param name="Changes">All managed fields of a new resource, the differing ones of an existing one.</param>
public sealed record PlannedResource(
    string Id, string Kind, string Name, ResourceAction Action, IReadOnlyList<FieldChange> Changes, IReadOnlyList<string> Needs,
    string? Reason = null)
{
    /// <summary>Azure still works on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBusy { get; init; }

    /// <summary>What people should know of it, though nothing is to be done about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>A risk that is not of this plan's making.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResourceWarning? Warning { get; init; }

    /// <summary>SHA-256 of what differs, whatever the cause.</summary>
    [JsonIgnore]
    public string Difference => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Action, Reason, Changes = Changes.Select(change => change with { Cause = ChangeCause.Unknown }) })));

    /// <summary>All that is described of it, by field, whether it differs or not. Known only of a plan that was made just now.</summary>
    [JsonIgnore]
    public ILookup<string, string?> Described { get; init; } = NothingKnown;

    static readonly ILookup<string, string?> NothingKnown = Enumerable.Empty<string>()
        .ToLookup(path => path, _ => (string?)null, StringComparer.Ordinal);

    /// <summary>A deleted one holds the name, and may be given up for good.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPurgeable { get; init; }
}
