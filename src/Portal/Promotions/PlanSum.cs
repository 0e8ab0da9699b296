using ReleasePortal.Core.Plans;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

/// <summary>A plan in one line.</summary>
public static class PlanSum
{
    const string NoChange = "No change";

    static readonly (ChangeAction Action, string Words)[] Words =
    [
        (ChangeAction.Create, "to create"), (ChangeAction.Update, "to update"), (ChangeAction.Recreate, "to replace"),
        (ChangeAction.Delete, "to delete"), (ChangeAction.Refused, "refused"), (ChangeAction.Blocked, "blocked"),
        (ChangeAction.Unchanged, "unchanged"), (ChangeAction.Unknown, "unknown"),
    ];

    /// <summary>"4 changes, 2 files", "1 file changed", "No change". A notebook is a file: a release that changes
    /// nothing else changes much.</summary>
    public static string OfBundle(PlanView plan) => (Headline(plan.Bundle), ChangedFiles(plan)) switch
    {
        (var headline, 0) => headline,
        (NoChange, var files) => $"{Phrase.Count(files, "file")} changed",
        var (headline, files) => $"{headline}, {Phrase.Count(files, "file")}",
    };

    /// <summary>"1 file to update, 3 to create; 1 resource unchanged".</summary>
    public static string BundleDetails(PlanView plan) => (Files(plan), Details(plan.Bundle, "resource")) switch
    {
        ("", var resources) => resources,
        var (files, resources) => $"{files}; {resources}",
    };

    /// <summary>" Code changes in 2 files."; nothing when none does.</summary>
    public static string Code(PlanView plan) =>
        ChangedFiles(plan) is var files && files > 0 ? $" Code changes in {Phrase.Count(files, "file")}." : "";

    /// <summary>"4 changes", "No change"; "2 in the way" when it cannot be carried out.</summary>
    public static string Headline(IReadOnlyList<PlannedChange> changes) =>
        changes.Count(change => change.Action is ChangeAction.Refused or ChangeAction.Blocked) is var stuck
            && stuck > 0 ? $"{stuck} in the way"
        : changes.Count(change => change.Action is not (ChangeAction.Unchanged or ChangeAction.Unknown)) is var count && count > 0
            ? Phrase.Count(count, "change")
        : NoChange;

    /// <summary>"1 to create, 2 to update, 6 unchanged".</summary>
    public static string Details(IReadOnlyList<PlannedChange> changes) => Details(changes, null);

    static string Details(IReadOnlyList<PlannedChange> changes, string? noun) =>
        changes.Count == 0 ? "nothing is described" : Counts(changes.Select(change => change.Action), noun);

    static string Files(PlanView plan) =>
        Counts(plan.Files.Select(file => file.Action).Where(action => action is not ChangeAction.Unchanged), "file");

    static int ChangedFiles(PlanView plan) => plan.Files.Count(file => file.Action is not ChangeAction.Unchanged);

    /// <param name="noun">What is counted; named once, at the first number.</param>
    static string Counts(IEnumerable<ChangeAction> actions, string? noun)
    {
        var counts = actions.CountBy(action => action).ToDictionary();
        var parts = new List<string>();
        foreach (var (action, words) in Words)
        {
            if (counts.TryGetValue(action, out var count))
            {
                parts.Add($"{(noun is not null && parts.Count == 0 ? Phrase.Count(count, noun) : $"{count}")} {words}");
            }
        }

        return string.Join(", ", parts);
    }
}
