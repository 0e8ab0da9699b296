using System.Security.Cryptography;
using System.Text.Json;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>
/// What a deployment would change in a workspace, in a fixed order and without anything that differs from one reading to the next:
/// people sign its digest.
/// </summary>
public sealed record BundlePlan
{
    public required string Bundle { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyList<ResourceChange> Resources { get; init; }

    public required IReadOnlyList<FileChange> Files { get; init; }

    /// <summary>Wheels and jars, by their names; they lie in a folder of their own.</summary>
    public IReadOnlyList<FileChange> Libraries { get; init; } = [];

    /// <summary>Changes that the approved plan does not have. What is missing here is no objection: an earlier attempt did it.</summary>
    /// <returns>A sentence for each.</returns>
    public IEnumerable<string> ObjectionsAgainst(BundlePlan approved) =>
    [
        .. Resources.Where(change => change.Action is not PlanAction.Unchanged && !approved.Resources.Any(change.IsPartOf))
            .Select(change => $"{change.Action} {change.Key} is not in the approved plan."),
        .. Missing(Files, approved.Files),
        .. Missing(Libraries, approved.Libraries),
    ];

    internal static BundlePlan Of(ResolvedBundle bundle, RemoteBundle remote, IReadOnlyList<PlannedResource> resources) => new()
    {
        Bundle = bundle.Name,
        Target = bundle.Target,
        Resources = [.. resources.Select(resource => resource.ToChange()).OrderBy(change => change.Key, StringComparer.Ordinal)],
        Files = FileDiff.Between(bundle.Files, remote),
        Libraries = FileDiff.OfLibraries(bundle, remote),
    };

    internal static BundlePlan OfDestroying(ResolvedBundle bundle, RemoteBundle remote, IReadOnlyList<PlannedResource> resources) =>
        Of(bundle, remote, resources) with
        {
            Files = [.. (remote.Deployment?.Files ?? []).Select(file => new FileChange(file.LocalPath, FileAction.Removed, Sha256: null))],
            Libraries = [],
        };

    public bool IsEmpty() =>
        Resources.All(resource => resource.Action is PlanAction.Unchanged)
            && Files.Concat(Libraries).All(file => file.Action is FileAction.Unchanged);

    /// <summary>What would take data along with it, so somebody has to agree: deleting and recreating schemas,
    /// volumes and pipelines.</summary>
    public IReadOnlyList<ResourceChange> Destructive() =>
        [.. Resources.Where(change => change.Action is PlanAction.Delete or PlanAction.Recreate && ResourceKinds.Find(change.Type) is { HoldsData: true })];

    /// <summary>SHA-256 of <see cref="ToJson"/>.</summary>
    public string Digest() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, BundlePlanJson.Default.BundlePlan)));

    public string ToJson() => JsonSerializer.Serialize(this, BundlePlanJson.Default.BundlePlan);

    public static BundlePlan FromJson(string json) => JsonSerializer.Deserialize(json, BundlePlanJson.Default.BundlePlan)!;

    /// <summary>The text of <c>databricks bundle plan</c>: sorted lines and a sum.</summary>
    public string ToText()
    {
        var lines = Resources
            .Where(resource => resource.Action is not PlanAction.Unchanged)
            .Select(resource => $"{resource.Action.ToString().ToLowerInvariant()} {ResourceKey.Short(resource.Key)}")
            .Order(StringComparer.Ordinal);
        int Count(params PlanAction[] actions) => Resources.Count(resource => actions.Contains(resource.Action));
        var sum = $"Plan: {Count(PlanAction.Create, PlanAction.Recreate)} to add, {Count(PlanAction.Update)} to change, "
            + $"{Count(PlanAction.Delete, PlanAction.Recreate)} to delete, {Count(PlanAction.Unchanged)} unchanged";
        return string.Join('\n', [.. lines, "", sum]);
    }

    static IEnumerable<string> Missing(IReadOnlyList<FileChange> files, IReadOnlyList<FileChange> approved) => files
        .Where(
            file => file.Action is not FileAction.Unchanged && !approved.Any(seen => seen.Path == file.Path && seen.Sha256 == file.Sha256))
        .Select(file => $"{file.Path} ({file.Action}) is not in the approved plan.");
}

public enum PlanAction
{
    Unchanged,
    Create,
    Update,
    Recreate,
    Delete,
}

/// <param name="Key">As the bundle names it, for example <c>resources.jobs.elt</c>.</param>
/// <param name="Type">For example <c>jobs</c> or <c>permissions</c>.</param>
/// <param name="Name">As the workspace shows it.</param>
public sealed record ResourceChange(string Key, string Type, string Name, PlanAction Action, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>
    /// SHA-256 of everything the bundle asks for, with references to other resources left as they are written: so it stays the same
    /// when one of those gets its id. Null when the bundle asks for nothing.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Whether the other change includes this one: an earlier attempt may have done a part of it.</summary>
    internal bool IsPartOf(ResourceChange other) =>
        (Key, Body) == (other.Key, other.Body) && Remains(other.Action) && Changes.All(other.Includes);

    /// <summary>What was deleted to be made anew is only made; what was made may still have to be set right.</summary>
    bool Remains(PlanAction begun) => begun == Action || (begun, Action) is
        (PlanAction.Recreate, PlanAction.Create) or (PlanAction.Create or PlanAction.Recreate, PlanAction.Update);

    /// <summary>What is made gets its whole body, of which a recreation lists only what caused it.</summary>
    bool Includes(FieldChange field) => Changes.FirstOrDefault(seen => seen.Path == field.Path) is { } seen
        ? seen.IsOpen || seen.New == field.New
        : field.New is not null && Action is PlanAction.Create or PlanAction.Recreate;
}

/// <param name="Path">For example <c>tasks[curate_orders].notebook_task.base_parameters.day_column</c>.</param>
/// <param name="Old">What is live, as JSON; null when there is nothing.</param>
/// <param name="New">What the bundle asks for, as JSON; null when it asks for nothing.</param>
/// <param name="Drift">The bundle did not change here since its last deployment: somebody changed the workspace.</param>
public sealed record FieldChange(string Path, string? Old, string? New, bool Drift)
{
    /// <summary>The value follows from another change of the same plan.</summary>
    internal bool IsOpen => New?.Contains("${resources.", StringComparison.Ordinal) is true;
}

public enum FileAction
{
    Unchanged,
    Added,
    Changed,
    Removed,
}

/// <param name="Path">From the bundle's root.</param>
/// <param name="Sha256">Of the new content; null for a removed file.</param>
public sealed record FileChange(string Path, FileAction Action, string? Sha256)
{
    internal bool IsUpload => Action is FileAction.Added or FileAction.Changed;
}
