using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>Stores the bundle of a release, once; from then on every stage gets these bytes.</summary>
public sealed partial class SnapshotRelease(
    IDbContextFactory<PortalDb> database, GitHubCommits github, ChangeFeed changes, TimeProvider clock, ILogger<SnapshotRelease> logger)
{
    /// <exception cref="GitHubException">GitHub could not be read; try again.</exception>
    public async Task RunAsync(Pipeline pipeline, int number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var release = await db.ReleaseAsync(pipeline.Key, number, cancellationToken);
        if (release.BundleDigest is not null)
        {
            return;
        }

        var (artifact, fault) = await ArtifactAsync(pipeline, release, cancellationToken);
        await database.TransactAsync(rows => StoreAsync(rows, pipeline, number, artifact, fault, cancellationToken), cancellationToken);
        changes.Publish(new(pipeline.Key));
    }

    async Task<(Artifact? Artifact, string? Fault)> ArtifactAsync(Pipeline pipeline, Release release, CancellationToken cancellationToken)
    {
        try
        {
            var tarGz = await github.ArchiveAsync(RepositoryName.Parse(pipeline.Repository), release.Commit.Value, cancellationToken);
            return (new(BundleArchive.Of(BundleArchive.FromGitHub(tarGz, pipeline.BundleFolder)).Bytes, clock.GetUtcNow()), null);
        }
        catch (BundleArchiveException fault)
        {
            LogNoBundle(fault, pipeline.Key);
            return (null, fault.Message);
        }
        catch (GitHubException fault) when (fault.Status is HttpStatusCode.RequestEntityTooLarge)
        {
            LogNoBundle(fault, pipeline.Key);
            return (null, fault.Message);
        }
    }

    async Task<bool> StoreAsync(
        PortalDb db, Pipeline pipeline, int number, Artifact? artifact, string? fault, CancellationToken cancellationToken)
    {
        var release = await db.ReleaseAsync(pipeline.Key, number, cancellationToken);
        if (artifact is null)
        {
            release.ArchiveFailed(fault!);
            return false;
        }

        if (!await db.Artifacts.AnyAsync(row => row.Digest == artifact.Digest, cancellationToken))
        {
            db.Artifacts.Add(artifact);
        }

        release.Archived(artifact.Digest);
        await db.AuditAsync(
            clock.GetUtcNow(), null, pipeline.Key, "archived", release.Commit.Short, $"sha256 {artifact.Digest}, {artifact.Size} bytes",
            cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "A release of {Pipeline} has no bundle that can be stored")]
    partial void LogNoBundle(Exception fault, string pipeline);
}
