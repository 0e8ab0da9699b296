using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>An admin asks that a stage's resources be made as described, and nothing else. It needs the same approvals as a release;
/// where nobody needs to approve, its deployment is queued at once.</summary>
public sealed class RequestProvisioning(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, PlanProvisioning planProvisioning, DeploymentQueue queue,
    ChangeFeed changes, TimeProvider clock)
{
    /// <param name="seenDigest">Of the resources' plan that the person saw.</param>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<RequestOutcome> RunAsync(
        string pipeline, string stage, string seenDigest, string? reason, Person requester, CancellationToken cancellationToken)
    {
        var into = pipelines.Get(pipeline).Get(stage);
        var (live, objections) = await LookAsync(pipeline, into, requester, cancellationToken);
        if (live is null || objections.Count > 0)
        {
            return new RequestOutcome.Refused(objections);
        }

        // Planning asks Azure, which takes seconds: outside of the transaction.
        var planned = await planProvisioning.RunAsync(pipelines.Get(pipeline), into, live, live, cancellationToken);
        if (planned is PlanOutcome.Impossible impossible)
        {
            return new RequestOutcome.Refused(impossible.Faults);
        }

        var plan = ((PlanOutcome.Made)planned).Plan;
        if (plan.LeavesResources)
        {
            return new RequestOutcome.Refused(["Nothing differs any more."]);
        }

        if (!string.Equals(plan.ResourcesDigest, seenDigest, StringComparison.Ordinal))
        {
            return new RequestOutcome.Refused(["Something else differs by now. Look at it and decide again."]);
        }

        var outcome = await database.TransactAsync(
            db => RequestAsync(db, into, live, plan, reason, requester, cancellationToken), cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }

    async Task<(Release? Live, IReadOnlyList<string> Objections)> LookAsync(
        string pipeline, Stage stage, Person requester, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var live = await db.LiveAsync(pipeline, stage.Name, cancellationToken);
        return (live, await ObjectionsAsync(db, pipeline, stage, live, requester, cancellationToken).ToListAsync(cancellationToken));
    }

    async Task<RequestOutcome> RequestAsync(
        PortalDb db, Stage stage, Release seen, Plan plan, string? reason, Person requester, CancellationToken cancellationToken)
    {
        var live = await db.LiveAsync(seen.Pipeline, stage.Name, cancellationToken);
        List<string> objections = await ObjectionsAsync(db, seen.Pipeline, stage, live, requester, cancellationToken).ToListAsync(
            cancellationToken);
        if (live?.Id != seen.Id)
        {
            objections.Add($"{stage.Name} has just received another release. Look at it and ask again.");
        }

        if (objections.Count > 0)
        {
            return new RequestOutcome.Refused(objections);
        }

        var now = clock.GetUtcNow();
        var number = await db.NextPromotionNumberAsync(seen.Pipeline, cancellationToken);
        var promotion = Promotion.Requested(number, stage, live!, live, PromotionKind.Provision, [], requester, reason, now);
        promotion.TakePlan(plan.ToJson(), plan.Digest, now);
        db.Promotions.Add(promotion);
        await db.AuditAsync(now, requester, promotion.Pipeline, "requested", promotion.Subject(), reason, cancellationToken);
        if (!promotion.NeedsApproval)
        {
            promotion.GoAhead(now);
            await queue.AddAsync(db, promotion, now, cancellationToken);
        }

        return new RequestOutcome.Requested(number);
    }

    static async IAsyncEnumerable<string> ObjectionsAsync(
        PortalDb db, string pipeline, Stage stage, Release? live, Person requester,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!requester.Is(Roles.Admin))
        {
            yield return "Only people with the role Admin may ask for it.";
        }

        if (live is null)
        {
            yield return $"Nothing is live in {stage.Name} yet: the first release that is requested for it brings its resources.";
        }

        var open = await db.Promotions
            .Where(
                row => row.Pipeline == pipeline
                    && row.Stage == stage.Name
                    && row.Kind == PromotionKind.Provision
                    && row.Decision == DecisionState.AwaitingApproval)
            .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken);
        if (open is not null)
        {
            yield return $"It is already requested (promotion {open}).";
        }

        var running = await db.Deployments
            .Where(
                row =>
                    row.Pipeline == pipeline && row.Stage == stage.Name && (row.State == RunState.Queued || row.State == RunState.Running))
            .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken);
        if (running is not null)
        {
            yield return $"A deployment into {stage.Name} is on its way (number {running}); wait until it is over.";
        }
    }
}
