using ReleasePortal.Core.Plans;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

/// <summary>A plan in one line.</summary>
static class PlanSum
{
    /// <summary>"4 changes", "No change".</summary>
    public static string Headline(IReadOnlyList<PlannedChange> changes) =>
        changes.Count(change => change.Action is not (ChangeAction.Unchanged or ChangeAction.Unknown)) is var count && count > 0
            ? Phrase.Count(count, "change")
            : "No change";

    /// <summary>"1 to create, 2 to update, 6 unchanged".</summary>
    public static string Details(IReadOnlyList<PlannedChange> changes) => changes.Count == 0
        ? "nothing is described"
        : string.Join(", ", new[]
        {
            Count(changes, ChangeAction.Create, "to create"),
            Count(changes, ChangeAction.Update, "to update"),
            Count(changes, ChangeAction.Recreate, "to replace"),
            Count(changes, ChangeAction.Delete, "to delete"),
            Count(changes, ChangeAction.Unchanged, "unchanged"),
            Count(changes, ChangeAction.Unknown, "unknown"),
        }.OfType<string>());

    static string? Count(IReadOnlyList<PlannedChange> changes, ChangeAction action, string words) =>
        changes.Count(change => change.Action == action) is var count && count > 0 ? $"{count} {words}" : null;
}
