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

/// <summary>Asks for a release to be brought into a stage: makes the plan that people then approve.</summary>
public sealed class RequestPromotion(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, MakePlan makePlan, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such pipeline, stage or release.</exception>
    public async Task<RequestOutcome> RunAsync(string pipeline, string stage, int release, string? reason, Person requester, CancellationToken cancellationToken)
    {
        var into = pipelines.Get(pipeline).Get(stage);
        var wish = await ReadWishAsync(pipeline, into, release, cancellationToken);
        var objections = Objections(wish, into, requester).ToList();
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
        PortalDb db, Stage stage, Wish seen, string? reason, Person requester, Plan plan, CancellationToken cancellationToken)
    {
        var wish = await ReadWishAsync(db, seen.Release.Pipeline, stage, seen.Release.Number, cancellationToken);
        List<string> objections = [.. Objections(wish, stage, requester)];
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
            .Where(row => row.Pipeline == wish.Release.Pipeline && row.Stage == stage.Name && row.Decision == DecisionState.AwaitingApproval).ToListAsync(cancellationToken))
        {
            older.Supersede($"{requester.Name} requested {wish.Release.Commit.Short} instead", now);
        }

        var commits = await db.CommitsBetweenAsync(wish.Live, wish.Release, cancellationToken);
        var number = await db.NextPromotionNumberAsync(wish.Release.Pipeline, cancellationToken);
        var promotion = Promotion.Requested(number, stage, wish.Release, wish.Live, wish.Kind, commits, requester, reason, now);
        promotion.TakePlan(plan.ToJson(), plan.Digest, now);
        db.Promotions.Add(promotion);
        await db.AuditAsync(now, requester, promotion.Pipeline, "requested", promotion.Subject(), reason, cancellationToken);
        return new RequestOutcome.Requested(number);
    }

    static IEnumerable<string> Objections(Wish wish, Stage into, Person requester)
    {
        if (!requester.Is(Roles.Approver) && !requester.Is(Roles.Admin))
        {
            yield return "Only people with the role Approver or Admin may request a promotion.";
        }

        if (into.IsAutomatic)
        {
            yield return $"{into.Name} takes releases by itself.";
        }

        if (wish.Release.IsQuarantined)
        {
            yield return $"The release is quarantined: {wish.Release.QuarantineReason}";
        }

        if (wish.Release.BundleDigest is null)
        {
            yield return wish.Release.ArchiveFault ?? "The release's bundle is not stored yet.";
        }

        if (wish.StageBefore is { } before && !wish.SucceededBefore)
        {
            yield return $"It has not succeeded in {before} yet.";
        }

        if (wish.OpenPromotion is { } open)
        {
            yield return $"It is already requested for {into.Name} (promotion {open}).";
        }

        if (wish.RunningDeployment is { } running)
        {
            yield return $"A deployment into {into.Name} is on its way (number {running}); wait until it is over.";
        }
    }

    async Task<Wish> ReadWishAsync(string pipeline, Stage stage, int release, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await ReadWishAsync(db, pipeline, stage, release, cancellationToken);
    }

    async Task<Wish> ReadWishAsync(PortalDb db, string pipeline, Stage stage, int number, CancellationToken cancellationToken)
    {
        var release = await db.Releases.SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken)
            ?? throw new KeyNotFoundException($"Pipeline '{pipeline}' has no release {number}.");
        var before = pipelines.Get(pipeline).Before(stage)?.Name;
        return new()
        {
            Release = release,
            Live = await db.LiveAsync(pipeline, stage.Name, cancellationToken),
            StageBefore = before,
            SucceededBefore = before is not null && await db.HasSucceededAsync(release.Id, before, cancellationToken),
            OpenPromotion = await db.Promotions
                .Where(row => row.ReleaseId == release.Id && row.Stage == stage.Name && row.Decision == DecisionState.AwaitingApproval)
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken),
            RunningDeployment = await db.Deployments
                .Where(row => row.Pipeline == pipeline && row.Stage == stage.Name && (row.State == RunState.Queued || row.State == RunState.Running))
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken),
        };
    }

    sealed record Wish
    {
        public required Release Release { get; init; }

        public required Release? Live { get; init; }

        public required string? StageBefore { get; init; }

        public required bool SucceededBefore { get; init; }

        public required int? OpenPromotion { get; init; }

        public required int? RunningDeployment { get; init; }

        public PromotionKind Kind => Live is null || Live.Number < Release.Number ? PromotionKind.Forward
            : Live.Number == Release.Number ? PromotionKind.Redeploy
            : PromotionKind.Rollback;
    }
}
