using ReleasePortal.Core.Plans;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

/// <summary>A plan in one line.</summary>
static class PlanSum
{
    /// <summary>"4 changes", "No change".</summary>
    public static string Headline(IReadOnlyList<PlannedChange> changes) =>
        changes.Count(change => change.Action is not (PlannedAction.Unchanged or PlannedAction.Unknown)) is var count && count > 0
            ? Phrase.Count(count, "change")
            : "No change";

    /// <summary>"1 to create, 2 to update, 6 unchanged".</summary>
    public static string Details(IReadOnlyList<PlannedChange> changes) => changes.Count == 0
        ? "nothing is described"
        : string.Join(", ", new[]
        {
            Count(changes, PlannedAction.Create, "to create"),
            Count(changes, PlannedAction.Update, "to update"),
            Count(changes, PlannedAction.Replace, "to replace"),
            Count(changes, PlannedAction.Delete, "to delete"),
            Count(changes, PlannedAction.Unchanged, "unchanged"),
            Count(changes, PlannedAction.Unknown, "unknown"),
        }.OfType<string>());

    static string? Count(IReadOnlyList<PlannedChange> changes, PlannedAction action, string words) =>
        changes.Count(change => change.Action == action) is var count && count > 0 ? $"{count} {words}" : null;
}
