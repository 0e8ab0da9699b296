using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>Turns what the tables hold about a release into sentences, oldest first.</summary>
static class ReleaseStory
{
    public static IEnumerable<ReleaseEvent> Tell(
        Release release, IReadOnlyList<Promotion> promotions, IReadOnlyList<Deployment> deployments) =>
        OfRelease(release).Concat(promotions.SelectMany(OfPromotion)).Concat(deployments.SelectMany(OfDeployment)).OrderBy(item => item.At);

    static IEnumerable<ReleaseEvent> OfRelease(Release release)
    {
        yield return new(
            release.CommittedAt, ReleaseEventKind.Merged, "Merged", "to the branch",
            release.PullRequest is { } pull ? $"Pull request {pull}" : null);
        if (release is { ChecksDecidedAt: { } decided, Checks: not ChecksVerdict.Pending })
        {
            yield return release.Checks is ChecksVerdict.Succeeded
                ? new(decided, ReleaseEventKind.ChecksSucceeded, "Checks on GitHub", "succeeded")
                : new(decided, ReleaseEventKind.ChecksFailed, "Checks on GitHub", "failed");
        }

        if (release.QuarantinedAt is { } quarantined)
        {
            yield return new(
                quarantined, ReleaseEventKind.Quarantined, release.QuarantinedByName ?? "Somebody", "quarantined it", null,
                release.QuarantineReason);
        }
    }

    static IEnumerable<ReleaseEvent> OfPromotion(Promotion promotion)
    {
        if (promotion.Kind is PromotionKind.Automatic)
        {
            yield break;
        }

        yield return new(
            promotion.RequestedAt, ReleaseEventKind.Requested, promotion.RequesterName ?? "Somebody", $"requested {promotion.Stage}", null,
            promotion.Reason, null, promotion.Number);
        var given = 0;
        foreach (var approval in promotion.Approvals.Where(item => item.Verdict is Verdict.Approve).OrderBy(item => item.At))
        {
            var counts = promotion.Counts(approval);
            var what = counts
                ? $"approved {promotion.Stage}, {++given} of {promotion.ApprovalsNeeded}"
                : $"approved an older plan for {promotion.Stage}";
            yield return new(
                approval.At, ReleaseEventKind.Approved, approval.PersonName, what, null, approval.Comment, null, promotion.Number);
        }

        if (promotion.DecidedAt is { } at && Ended(promotion.Decision) is { } kind)
        {
            yield return new(
                at, kind.Kind, promotion.DecidedByName ?? $"The request for {promotion.Stage}",
                promotion.DecidedByName is null ? kind.Passive : $"{kind.Active} {promotion.Stage}",
                null, promotion.DecisionReason, null, promotion.Number);
        }
    }

    static (ReleaseEventKind Kind, string Active, string Passive)? Ended(DecisionState decision) => decision switch
    {
        DecisionState.Rejected => (ReleaseEventKind.Rejected, "rejected", "was rejected"),
        DecisionState.Withdrawn => (ReleaseEventKind.Withdrawn, "withdrew the request for", "was withdrawn"),
        DecisionState.Superseded => (ReleaseEventKind.Superseded, "replaced the request for", "was superseded"),
        DecisionState.Expired => (ReleaseEventKind.Superseded, "let expire the request for", "ran out"),
        _ => null,
    };

    static IEnumerable<ReleaseEvent> OfDeployment(Deployment deployment)
    {
        var (kind, what) = deployment.State switch
        {
            RunState.Succeeded => (ReleaseEventKind.Succeeded, "succeeded"),
            RunState.Failed => (ReleaseEventKind.Failed, "failed"),
            RunState.Errored => (ReleaseEventKind.Errored, "errored"),
            RunState.Cancelled => (ReleaseEventKind.Cancelled, "was cancelled"),
            RunState.Queued => (ReleaseEventKind.Running, "waits for its turn"),
            _ => (ReleaseEventKind.Running, "is running"),
        };
        var at = deployment.FinishedAt ?? deployment.StartedAt ?? deployment.QueuedAt;
        yield return new(at, kind, deployment.Stage, what, deployment.Reason ?? $"{deployment.Steps.Count} steps", null, deployment.Number);
    }
}
