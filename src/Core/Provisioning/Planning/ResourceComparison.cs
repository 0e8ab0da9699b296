using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>A wanted resource beside what there is.</summary>
sealed record ResourceComparison(ManagedResource Wanted, FoundResource Found, PlannedResource Planned)
{
    public static ResourceComparison Of(ManagedResource wanted, JsonObject body, FoundResource found)
    {
        var changes = Changes(wanted, body, found);
        var stuck = found.Body is null ? [] : changes.Where(change => wanted.Fixed.Contains(change.Path, StringComparer.Ordinal)).ToList();
        var (action, reason) = found switch
        {
            { Denied: { } denied } => (ResourceAction.Unknown, denied),
            { Body: null } when wanted.IsAdopted =>
                (ResourceAction.Blocked, "It does not exist, and the settings say that somebody else makes it."),
            { Body: null, Deleted: { } deleted } when deleted.ObjectionTo(wanted.Id, (string?)body["location"]) is { } objection =>
                (ResourceAction.Blocked, objection),
            { Body: null } => (ResourceAction.Create, null),
            { Body: { } there, IsBusy: false } when wanted.DefectOf(there) is { } defect => (defect.Action, defect.Reason),
            _ when changes.Count == 0 => (ResourceAction.Unchanged, null),
            _ when stuck.Count == 0 => (ResourceAction.Update, null),
            _ => (ResourceAction.NeedsReplacement, Replacement.ReasonOf(wanted, stuck)),
        };
        var shown = action is ResourceAction.Unknown or ResourceAction.Blocked ? [] : changes;
        var inTheWay = action is ResourceAction.Blocked && found.Deleted is { IsProtected: false };
        return new(wanted, found, new(wanted.Id, wanted.Kind, wanted.Name, action, shown, wanted.Needs, reason)
        {
            IsPurgeable = inTheWay,
            IsBusy = found.IsBusy,
            Note = reason is null && found.Body is { } known ? wanted.NoteOn(known) : null,
            Described = ManagedFields.Of(wanted, body, found.Body),
        });
    }

    /// <summary>There is nothing to take from those whom the settings no longer name, and they name nobody else.</summary>
    public bool IsIdle => Wanted is CatalogGrants { Stage.Catalog.Grants.Count: 0 }
        && Planned is { Changes: [], Action: ResourceAction.Unchanged or ResourceAction.Create };

    public ResourceComparison Blocked(string reason) =>
        this with { Planned = Planned with { Action = ResourceAction.Blocked, Reason = reason } };

    public ResourceComparison Warned(ResourceWarning? warning) => this with { Planned = Planned with { Warning = warning } };

    static IReadOnlyList<FieldChange> Changes(ManagedResource wanted, JsonObject body, FoundResource found)
    {
        var changes = ManagedFields.Differences(wanted, body, found.Body);
        return found switch
        {
            { Body: null, Deleted: not null } => [new(FoundResource.DeletedField, "waits to be purged", "recovered"), .. changes],
            { HasFailed: true } => [.. changes, new(FoundResource.StateField, found.State, "Succeeded")],
            _ => changes,
        };
    }
}
