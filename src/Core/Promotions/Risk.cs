using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

public enum RiskKind
{
    /// <summary>Something is lost and does not come back.</summary>
    Loss,
    Warning,

    /// <summary>What is not known is said, never left out.</summary>
    Unknown,
}

/// <summary>Something an approver should know before signing.</summary>
public sealed record Risk(RiskKind Kind, string Title, string Detail)
{
    /// <summary>Worst first.</summary>
    public static IReadOnlyList<Risk> In(
        PlanView? plan, PromotionKind kind, string stage, ReleaseLine? replaces, IReadOnlyList<CheckRun> checks)
    {
        IEnumerable<Risk> all = kind is PromotionKind.Provision
            ? OfPlan(plan, stage)
            : [.. OfPlan(plan, stage), .. OfWish(kind, stage, replaces), .. OfChecks(checks)];
        return [.. all.OrderBy(risk => risk.Kind)];
    }

    static IEnumerable<Risk> OfPlan(PlanView? plan, string stage)
    {
        if (plan is null)
        {
            yield return new(RiskKind.Unknown, "Unknown: the plan.", "There is none, so nobody can say what would change.");
            yield break;
        }

        foreach (var change in plan.Bundle.Concat(plan.Infrastructure))
        {
            if (OfChange(change, stage) is { } risk)
            {
                yield return risk;
            }

            if (change.Warning is { } warning)
            {
                yield return new(RiskKind.Warning, warning.Title, warning.Detail);
            }

            foreach (var opening in change.Opens)
            {
                yield return new(
                    RiskKind.Warning, $"Lets more in: {opening}.", $"It does not in {stage} today; the settings describe it so.");
            }

            foreach (var principal in change.Losing)
            {
                yield return new(
                    RiskKind.Warning, $"Takes all privileges on {change.Name} from {principal}.",
                    $"The settings no longer give any; what it reads or writes in {stage} by them is refused from then on.");
            }
        }
    }

    static Risk? OfChange(PlannedChange change, string stage)
    {
        var name = $"{change.Type} “{change.Name}”";
        return change.Action switch
        {
            ChangeAction.Delete =>
                new(RiskKind.Loss, $"Deletes {name}.", "It cannot be undone; what belongs to it, such as its run history, goes with it."),
            ChangeAction.Recreate => new(
                RiskKind.Loss, $"Replaces {name}.",
                change.Reason ?? "It is deleted and made anew: it gets another id, and its history is lost."),
            ChangeAction.Refused or ChangeAction.Blocked =>
                new(RiskKind.Warning, $"Stops at {name}.", change.Reason ?? "Something stands in its way."),
            ChangeAction.Unknown => new(
                RiskKind.Unknown, $"Unknown: {name}.",
                change.Reason ?? "It could not be read, so a difference there would not show below."),
            ChangeAction.Update when change.Fields.Any(field => field.IsDrift) =>
                new(
                    RiskKind.Warning, $"Sets {name} back.",
                    $"Somebody changed it in {stage} by hand; those changes are lost.{Until(change)}"),
            ChangeAction.Create when change.Fields.Any(field => field.IsDrift) =>
                new(RiskKind.Warning, $"Makes {name} again.", $"Somebody deleted it in {stage} by hand."),
            _ => null,
        };
    }

    static string Until(PlannedChange change) => string.Concat(change.IsOpen.Select(opening => $" Until then {opening}."));

    static IEnumerable<Risk> OfWish(PromotionKind kind, string stage, ReleaseLine? replaces)
    {
        if (kind is PromotionKind.Rollback && replaces is not null)
        {
            yield return new(
                RiskKind.Warning, $"Takes {stage} back from {replaces.Short}.",
                "What the newer releases brought leaves the stage; data they wrote stays as they wrote it.");
        }

        if (replaces is null)
        {
            yield return new(RiskKind.Warning, $"Nothing is live in {stage} yet.", "There is no earlier release to return to.");
        }
    }

    static IEnumerable<Risk> OfChecks(IReadOnlyList<CheckRun> checks)
    {
        if (checks.Count == 0)
        {
            yield return new(RiskKind.Unknown, "Unknown: checks of the commit.", "GitHub reports none.");
        }

        foreach (var check in checks.Where(check => check.Verdict is not ChecksVerdict.Succeeded))
        {
            yield return new(RiskKind.Warning, $"The check “{check.Name}” has not succeeded.", check.Summary ?? "GitHub gives no reason.");
        }
    }
}
