using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>One look at GitHub: new releases, their archives and checks, and what may go on by itself.</summary>
public sealed class WatchReleases(
    IDbContextFactory<PortalDb> database, FindReleases find, SnapshotRelease snapshot, RefreshChecks checks, DeployByItself deploy,
    GitHubLooks looks, TimeProvider clock)
{
    /// <summary>CI that has not answered for this many newer releases will not answer any more.</summary>
    const int OpenReleases = 20;

    /// <exception cref="GitHubException">GitHub could not be read; what was known stays.</exception>
    public async Task RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(pipeline, cancellationToken);
            looks.Succeeded(pipeline.Key, clock.GetUtcNow());
        }
        catch (GitHubException fault)
        {
            looks.Failed(pipeline.Key, fault.Message);
            throw;
        }
    }

    async Task LookAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        await find.RunAsync(pipeline, cancellationToken);
        foreach (var (number, needsArchive, needsChecks) in await UnfinishedAsync(pipeline, cancellationToken))
        {
            if (needsArchive)
            {
                await snapshot.RunAsync(pipeline, number, cancellationToken);
            }

            if (needsChecks)
            {
                await checks.RunAsync(pipeline, number, cancellationToken);
            }
        }

        await deploy.RunAsync(pipeline, cancellationToken);
    }

    async Task<IReadOnlyList<(int Number, bool NeedsArchive, bool NeedsChecks)>> UnfinishedAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var newest = await db.Releases.Where(row => row.Pipeline == pipeline.Key)
            .OrderByDescending(row => row.Number).Take(OpenReleases)
            .Select(row => new { row.Number, NeedsArchive = row.BundleDigest == null && row.ArchiveFault == null, row.Checks })
            .ToListAsync(cancellationToken);

        // A failed check can be run again on GitHub, so the newest release is asked about until it is green.
        return [.. newest
            .Select(row => (row.Number, row.NeedsArchive, row.Checks is ChecksVerdict.Pending || (row.Checks is ChecksVerdict.Failed && row.Number == newest[0].Number)))
            .Where(row => row.NeedsArchive || row.Item3)
            .Reverse()];
    }
}
