using System.Runtime.ExceptionServices;
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

    /// <summary>CI registers its checks one after the other and may run them again, so a verdict is asked for anew for so long.</summary>
    static readonly TimeSpan ChecksMayChange = TimeSpan.FromHours(1);

    /// <exception cref="GitHubException">GitHub could not be read; what was known stays. One release that cannot be
    /// read does not keep the others.</exception>
    public async Task RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(pipeline, cancellationToken);
            looks.Succeeded(pipeline.Key, clock.GetUtcNow());
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            looks.Failed(pipeline.Key, fault is GitHubException ? fault.Message : "The look at GitHub failed; the portal's log tells why.");
            throw;
        }
    }

    async Task LookAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        GitHubException? first = null;
        await TryAsync(() => find.RunAsync(pipeline, cancellationToken));
        foreach (var (number, needsArchive, needsChecks) in await UnfinishedAsync(pipeline, cancellationToken))
        {
            if (needsArchive)
            {
                await TryAsync(() => snapshot.RunAsync(pipeline, number, cancellationToken));
            }

            if (needsChecks)
            {
                await TryAsync(() => checks.RunAsync(pipeline, number, cancellationToken));
            }
        }

        await deploy.RunAsync(pipeline, cancellationToken);
        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        async Task TryAsync(Func<Task> look)
        {
            try
            {
                await look();
            }
            catch (GitHubException fault)
            {
                first ??= fault;
            }
        }
    }

    async Task<IReadOnlyList<(int Number, bool NeedsArchive, bool NeedsChecks)>> UnfinishedAsync(
        Pipeline pipeline, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var recent = clock.GetUtcNow() - ChecksMayChange;
        var newest = await db.Releases.Where(row => row.Pipeline == pipeline.Key)
            .OrderByDescending(row => row.Number).Take(OpenReleases)
            .Select(
                row =>
                    new
                    {
                        row.Number,
                        NeedsArchive = row.BundleDigest == null && row.ArchiveFault == null,
                        row.Checks,
                        IsRecent = row.FoundAt > recent
                    })
            .ToListAsync(cancellationToken);

        // A failed check can be run again on GitHub at any time, so the newest release is asked about until it is green.
        return [.. newest
            .Select(
                row =>
                    (row.Number, row.NeedsArchive, row.IsRecent
                        || row.Checks is ChecksVerdict.Pending
                        || (row.Checks is ChecksVerdict.Failed && row.Number == newest[0].Number)))
            .Where(row => row.NeedsArchive || row.Item3)
            .Reverse()];
    }
}
