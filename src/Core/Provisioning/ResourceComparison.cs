using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning;

/// <summary>A wanted resource beside what Azure has.</summary>
sealed record ResourceComparison(ManagedResource Wanted, JsonObject? Found, PlannedResource Planned)
{
    public JsonObject Body() => ManagedFields.Completed(Wanted.Body(), Found, Wanted.Kept);

    public static ResourceComparison Of(ManagedResource wanted, JsonObject? found)
    {
        var changes = ManagedFields.Differences(wanted.Body(), found);
        var stuck = found is null ? [] : changes.Where(change => wanted.Fixed.Contains(change.Path, StringComparer.Ordinal)).ToList();
        var action = (found, changes.Count, stuck.Count) switch
        {
            (null, _, _) => ResourceAction.Create,
            (_, 0, _) => ResourceAction.Unchanged,
            (_, _, 0) => ResourceAction.Update,
            _ => ResourceAction.NeedsReplacement,
        };
        return new(wanted, found, Plan(wanted, action, changes, stuck.Count > 0 ? Reason(stuck) : null));
    }

    /// <summary>The reason must stay the same from one plan to the next, so a text that may hold ids of the call is left out.</summary>
    public static ResourceComparison Denied(ManagedResource wanted, AzureException fault)
    {
        var reason = fault.Error is { DeniedAction: { } action, Scope: var scope }
            ? $"The service principal lacks the permission '{action}' on '{scope}'."
            : $"The service principal may not read it ({fault.Error?.Code ?? "no reason given"}).";
        return new(wanted, null, Plan(wanted, ResourceAction.Unknown, [], reason));
    }

    static PlannedResource Plan(ManagedResource wanted, ResourceAction action, IReadOnlyList<FieldChange> changes, string? reason) =>
        new(wanted.Id, wanted.Kind, wanted.Name, action, changes, wanted.Needs, reason);

    static string Reason(IEnumerable<FieldChange> stuck) =>
        string.Join(' ', stuck.Select(change => $"Azure cannot change {change.Path} of an existing resource ({change.Old ?? "not set"} to {change.New})."));
}
