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

/// <summary>Asks for a release to be brought into a stage: makes the plan that people then approve. Where nobody
/// needs to, its deployment is queued at once.</summary>
public sealed class RequestPromotion(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, AskForChecks checks, MakePlan makePlan, DeploymentQueue queue,
    ChangeFeed changes,
    TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such pipeline, stage or release.</exception>
    public async Task<RequestOutcome> RunAsync(
        string pipeline, string stage, int release, string? reason, Person requester, CancellationToken cancellationToken)
    {
        var into = pipelines.Get(pipeline).Get(stage);
        var unasked = await checks.RunAsync(pipelines.Get(pipeline), release, cancellationToken);
        var wish = await ReadWishAsync(pipelines.Get(pipeline), into, release, cancellationToken);
        IReadOnlyList<string> objections = [.. wish.Objections(requester), .. unasked is null ? Array.Empty<string>() : [unasked]];
        if (objections.Count > 0)
        {
            return new RequestOutcome.Refused(objections);
        }

        // Planning asks Databricks and Azure, which takes seconds: outside of the transaction.
        var planned = await makePlan.RunAsync(pipelines.Get(pipeline), into, wish.Release, wish.Live, cancellationToken);
        if (planned is PlanOutcome.Impossible impossible)
        {
            return new RequestOutcome.Refused(impossible.Faults);
        }

        var outcome = await database.TransactAsync(
            db => RequestAsync(db, into, wish, reason, requester, ((PlanOutcome.Made)planned).Plan, cancellationToken), cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }

    async Task<RequestOutcome> RequestAsync(
        PortalDb db, Stage stage, PromotionWish seen, string? reason, Person requester, Plan plan, CancellationToken cancellationToken)
    {
        var wish = await PromotionWish.ReadAsync(db, pipelines.Get(seen.Release.Pipeline), stage, seen.Release.Number, cancellationToken)
            ?? throw new InvalidOperationException($"Release {seen.Release.Number} is gone.");
        List<string> objections = [.. wish.Objections(requester)];
        if (wish.Live?.Id != seen.Live?.Id)
        {
            objections.Add($"{stage.Name} has just received another release. Look at it and ask again.");
        }

        if (objections.Count > 0)
        {
            return new RequestOutcome.Refused(objections);
        }

        var now = clock.GetUtcNow();
        foreach (var older in await db.Promotions.Include(row => row.Release)
            .Where(
                row => row.Pipeline == wish.Release.Pipeline && row.Stage == stage.Name && row.Decision == DecisionState.AwaitingApproval)
            .ToListAsync(cancellationToken))
        {
            older.Supersede($"{requester.Name} requested {wish.Release.Commit.Short} instead", now);
        }

        var kind = wish.KindOf(plan.BringsBundle);
        var commits = kind is PromotionKind.Provision ? [] : await db.CommitsBetweenAsync(wish.Live, wish.Release, cancellationToken);
        var number = await db.NextPromotionNumberAsync(wish.Release.Pipeline, cancellationToken);
        var promotion = Promotion.Requested(number, stage, wish.Release, wish.Live, kind, commits, requester, reason, now);
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

    async Task<PromotionWish> ReadWishAsync(Pipeline pipeline, Stage stage, int release, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await PromotionWish.ReadAsync(db, pipeline, stage, release, cancellationToken)
            ?? throw new KeyNotFoundException($"Pipeline '{pipeline.Key}' has no release {release}.");
    }
}
