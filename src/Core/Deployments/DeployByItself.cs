using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>Queues every release that may go into a stage without anybody's approval: checks are green, and the stage
/// before has it.</summary>
public sealed class DeployByItself(IDbContextFactory<PortalDb> database, DeploymentQueue queue, ChangeFeed changes, TimeProvider clock)
{
    public async Task RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (var stage in pipeline.Stages.Where(stage => stage.IsAutomatic))
        {
            if (await CandidatesAsync(pipeline, stage, cancellationToken) is { Count: > 0 } numbers)
            {
                await database.TransactAsync(db => QueueAsync(db, pipeline, stage, numbers, cancellationToken), cancellationToken);
                changes.Publish(new(pipeline.Key));
            }
        }
    }

    async Task<IReadOnlyList<int>> CandidatesAsync(Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Candidates(db, pipeline, stage).Select(release => release.Number).ToListAsync(cancellationToken);
    }

    async Task<bool> QueueAsync(
        PortalDb db, Pipeline pipeline, Stage stage, IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var live = await db.LiveAsync(pipeline.Key, stage.Name, cancellationToken);
        foreach (var release in await Candidates(db, pipeline, stage).Where(row => numbers.Contains(row.Number))
            .ToListAsync(cancellationToken))
        {
            var promotion = Promotion.Automatic(
                await db.NextPromotionNumberAsync(pipeline.Key, cancellationToken), stage, release, live,
                await db.CommitsBetweenAsync(live, release, cancellationToken), now);
            db.Promotions.Add(promotion);
            await queue.AddAsync(db, promotion, now, cancellationToken);

            // The next one's numbers are counted in the database.
            await db.SaveChangesAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Oldest first. One that a newer release has overtaken is left out: it would take the stage back.</summary>
    static IQueryable<Release> Candidates(PortalDb db, Pipeline pipeline, Stage stage)
    {
        var overtaken = db.Deployments.Where(
            row => row.Pipeline == pipeline.Key && row.Stage == stage.Name && row.Promotion.Kind != PromotionKind.Provision)
            .Max(row => (int?)row.Release.Number) ?? 0;
        var ready = db.Releases.Where(release =>
            release.Pipeline == pipeline.Key && release.Number > overtaken
            && release.Checks == ChecksVerdict.Succeeded && release.BundleDigest != null && release.QuarantinedAt == null);
        if (pipeline.Before(stage)?.Name is { } before)
        {
            ready = ready.Where(
                release =>
                    db.Deployments.Any(row => row.ReleaseId == release.Id && row.Stage == before && row.State == RunState.Succeeded));
        }

        return ready.OrderBy(release => release.Number);
    }
}
