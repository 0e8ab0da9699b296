using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Plans;

/// <summary>A plan as people read it: the same words for Databricks and for Azure.</summary>
/// <param name="Files">All files of the bundle, by path; those that only lie in the workspace are Delete.</param>
public sealed record PlanView(
    IReadOnlyList<PlannedChange> Bundle, IReadOnlyList<PlannedChange> Infrastructure, IReadOnlyList<PlannedFile> Files)
{
    /// <summary>Nobody has looked what the bundle would change: it is not brought, or its workspace is still to be made.</summary>
    public bool IsWithoutBundle { get; init; }

    public static PlanView Of(Plan plan) => plan.Bundle is { } bundle
        ? new(
            [.. bundle.Resources.Select(Of)],
            Of(plan.Resources),
            [.. bundle.Files.Concat(bundle.Libraries).Select(file => new PlannedFile(file.Path, Of(file.Action)))])
        : new([], Of(plan.Resources), []) { IsWithoutBundle = true };

    public static IReadOnlyList<PlannedChange> Of(ResourcePlan plan) => [.. plan.Resources.Select(Of)];

    static PlannedChange Of(ResourceChange change) => new(
        change.Key,
        change.Type,
        change.Name,
        Of(change.Action),
        [.. change.Changes.Select(field => new PlannedField(field.Path, field.Old, field.New, field.Drift))],
        null);

    static PlannedChange Of(Provisioning.Planning.PlannedResource resource) => new(
        resource.Id,
        resource.Kind,
        resource.Name,
        Of(resource.Action),
        [.. resource.InWords().Select(field => new PlannedField(field.Path, field.Old, field.New, field.Cause is ChangeCause.ByHand)
        {
            IsDescribedAnew = resource.Action is ResourceAction.Update && field.Cause is ChangeCause.Description,
        })],
        resource.Reason)
    {
        Losing = [.. resource.Losing()],
        Note = resource.Note,
        Warning = resource.Warning is { } warning ? new(warning.Title, warning.Detail) : null,
        Opens = Openings.By(resource),
        IsOpen = Openings.Standing([resource]),
    };

    static ChangeAction Of(PlanAction action) => action switch
    {
        PlanAction.Unchanged => ChangeAction.Unchanged,
        PlanAction.Create => ChangeAction.Create,
        PlanAction.Update => ChangeAction.Update,
        PlanAction.Recreate => ChangeAction.Recreate,
        PlanAction.Delete => ChangeAction.Delete,
        _ => throw new NotSupportedException($"{action} is not an action people can read."),
    };

    static ChangeAction Of(ResourceAction action) => action switch
    {
        ResourceAction.Unchanged => ChangeAction.Unchanged,
        ResourceAction.Create => ChangeAction.Create,
        ResourceAction.Update => ChangeAction.Update,
        ResourceAction.NeedsReplacement => ChangeAction.Refused,
        ResourceAction.Blocked => ChangeAction.Blocked,
        ResourceAction.Unknown => ChangeAction.Unknown,
        _ => throw new NotSupportedException($"{action} is not an action people can read."),
    };

    static ChangeAction Of(FileAction action) => action switch
    {
        FileAction.Unchanged => ChangeAction.Unchanged,
        FileAction.Added => ChangeAction.Create,
        FileAction.Changed => ChangeAction.Update,
        FileAction.Removed => ChangeAction.Delete,
        _ => throw new NotSupportedException($"{action} is not an action people can read."),
    };
}

public enum ChangeAction
{
    Unchanged,
    Create,
    Update,

    /// <summary>Deleted and made anew.</summary>
    Recreate,
    Delete,

    /// <summary>It would have to be deleted and made anew, which the portal does not do;
    /// <see cref="PlannedChange.Reason"/> tells what differs.</summary>
    Refused,

    /// <summary>It should be made or changed, but something stands in the way; <see cref="PlannedChange.Reason"/> tells what.</summary>
    Blocked,

    /// <summary>It may not be read, so nobody can say; <see cref="PlannedChange.Reason"/> tells why.</summary>
    Unknown,
}

/// <param name="Key">Unique in the plan: the bundle's key, or Azure's id.</param>
/// <param name="Type">"jobs", "permissions"; "Storage account".</param>
/// <param name="Name">As Databricks or Azure shows it.</param>
public sealed record PlannedChange(
    string Key, string Type, string Name, ChangeAction Action, IReadOnlyList<PlannedField> Fields, string? Reason)
{
    /// <summary>What people should know of it, though nothing is done about it.</summary>
    public string? Note { get; init; }

    /// <summary>The principals that lose everything they may do with it.</summary>
    public IReadOnlyList<string> Losing { get; init; } = [];

    public PlanWarning? Warning { get; init; }

    /// <summary>What it lets in afterwards and did not before; see <see cref="Openings"/>.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>What it lets in until then, though nobody described it so.</summary>
    public IReadOnlyList<string> IsOpen { get; init; } = [];
}

/// <summary>What whoever approves should know, though nothing stands in the way.</summary>
public sealed record PlanWarning(string Title, string Detail);

/// <param name="Old">What is there now; null when nothing is.</param>
/// <param name="New">What will be; null when nothing will be.</param>
/// <param name="IsDrift">The release did not change this: somebody changed the workspace, or the resource, by hand.</param>
public sealed record PlannedField(string Path, string? Old, string? New, bool IsDrift)
{
    /// <summary>Nobody changed the resource; the settings say something else than when it was made.</summary>
    public bool IsDescribedAnew { get; init; }
}

public sealed record PlannedFile(string Path, ChangeAction Action);
