using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>How far one release came, and what happened on the way.</summary>
public sealed class ReadRelease(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, ReadReleases readReleases)
{
    /// <returns>Null when there is no such release.</returns>
    public async Task<ReleaseView?> RunAsync(string pipeline, int number, CancellationToken cancellationToken)
    {
        if (pipelines.Find(pipeline) is not { } found)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var release = await db.Releases.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken);
        if (release is null)
        {
            return null;
        }

        var promotions = await db.Promotions.AsNoTracking().Include(row => row.Approvals)
            .Where(row => row.ReleaseId == release.Id && row.Kind != PromotionKind.Provision)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        var deployments = await db.Deployments.AsNoTracking().Include(row => row.Steps)
            .Where(row => row.ReleaseId == release.Id && row.Promotion.Kind != PromotionKind.Provision)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        var row = (await readReleases.RunAsync(pipeline, number + 1, 1, cancellationToken))[0];

        return new()
        {
            Pipeline = found,
            Row = row,
            Message = release.Message,
            PullRequest = release.PullRequest,
            BundleDigest = release.BundleDigest,
            ArchiveFault = release.ArchiveFault,
            ChecksDecidedAt = release.ChecksDecidedAt,
            CheckRuns = release.CheckRuns,
            Commits = release.Commits,
            QuarantinedByName = release.QuarantinedByName,
            QuarantinedAt = release.QuarantinedAt,
            Events = [.. ReleaseStory.Tell(release, promotions, deployments)],
        };
    }
}
