using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Provisioning;

/// <summary>How a stage's resources are, as a sentence: what was changed by hand is lost at the next deployment, so
/// it is told first.</summary>
static class InfrastructureSentence
{
    public static string Of(InfrastructureView view) => view switch
    {
        { CheckedAt: null, Fault: null } => "Nobody has looked yet.",
        { Doubt: { } doubt } => $"How it is now is unknown: {doubt}.",
        { Differs: false, Former.Count: > 0 } =>
            $"Everything is as described. {Phrase.Count(view.Former.Count, "resource is", "resources are")} no longer in settings.",
        { Differs: false } => "Everything is as described.",
        { IsKept: true } => "It differs, and is meant to.",
        _ => $"{Phrase.Sentence(string.Join(", ", Parts(view)))}{(Worst(view.Openings) is { } open ? $" – {open}" : "")}.",
    };

    /// <summary>"storage account is open to the internet, and 2 more"; null when nothing is.</summary>
    public static string? Worst(IReadOnlyList<string> openings) => openings switch
    {
        [] => null,
        [var one] => one,
        _ => $"{openings[0]}, and {openings.Count - 1} more",
    };

    /// <summary>"is making it: 28 of 31 done, 2 at work".</summary>
    public static string Progress(InfrastructureView view)
    {
        var changed = view.Changed;
        var (done, working) = (
            changed.Count(resource => resource.State is ResourceState.Done or ResourceState.InSync), changed
                .Count(resource => resource.State is ResourceState.Working));
        return changed.Count == 0 ? "is looking at it; its plan changes nothing"
            : $"is making it: {done} of {changed.Count} done{(working == 0 ? "" : $", {working} at work")}";
    }

    static IEnumerable<string> Parts(InfrastructureView view)
    {
        var byHand = view.Plan.Where(change => change.Fields.Any(field => field.IsDrift))
            .Select(change => change.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        (Func<ResourceView, bool> Is, string One, string Many)[] words =
        [
            (resource => resource.State is ResourceState.Drifted
                && byHand.Contains(resource.Id), "one resource was changed by hand", "resources were changed by hand"),
            (resource =>
                resource.State is ResourceState.Drifted && !byHand.Contains(resource.Id), "one resource differs", "resources differ"),
            (resource => resource.State is ResourceState.Missing, "one resource is missing", "resources are missing"),
            (resource => resource.State is ResourceState.Described, "one is new in the settings", "are new in the settings"),
            (resource => resource.State is ResourceState.ToCreate, "one is not made yet", "are not made yet"),
            (resource => resource.State is ResourceState.Kept, "one is kept as it is", "are kept as they are"),
            (resource => resource.State is ResourceState.NeedsReplacement, "one differs in a way that cannot be changed",
                "differ in a way that cannot be changed"),
            (resource => resource.State is ResourceState.Blocked, "one is blocked", "are blocked"),
            (resource => resource.State is ResourceState.Working, "Azure is still at work on one", "are still being worked on by Azure"),
            (resource => resource.State is ResourceState.Unknown, "one could not be read", "could not be read"),
        ];
        return words.Select(word => (word, Count: view.Resources.Count(word.Is))).Where(part => part.Count > 0)
            .Select(part => part.Count == 1 ? part.word.One : $"{part.Count} {part.word.Many}");
    }
}
