using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>What the use cases ask about releases.</summary>
static class ReleaseQueries
{
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    public static async Task<Release> ReleaseAsync(this PortalDb db, string pipeline, int number, CancellationToken cancellationToken) =>
        await db.Releases.SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken)
        ?? throw new KeyNotFoundException($"Pipeline '{pipeline}' has no release {number}.");

    /// <summary>The release that is live in the stage, if any.</summary>
    public static Task<Release?> LiveAsync(this PortalDb db, string pipeline, string stage, CancellationToken cancellationToken) =>
        db.StageStates.Where(state => state.Pipeline == pipeline && state.Stage == stage)
            .Join(db.Releases, state => state.ReleaseId, release => release.Id, (state, release) => release)
            .SingleOrDefaultAsync(cancellationToken);

    public static Task<bool> HasSucceededAsync(this PortalDb db, Guid releaseId, string stage, CancellationToken cancellationToken) =>
        db.Deployments.AnyAsync(
            row => row.ReleaseId == releaseId
                && row.Stage == stage
                && row.State == RunState.Succeeded
                && row.Promotion.Kind != PromotionKind.Provision,
            cancellationToken);

    /// <summary>Whether the release's data was wrong the last time that it was checked in the stage.</summary>
    public static async Task<bool> HasFailedChecksAsync(
        this PortalDb db, Guid releaseId, string stage, CancellationToken cancellationToken) =>
        await db.Deployments.Where(row => row.ReleaseId == releaseId && row.Stage == stage).OrderByDescending(row => row.Number)
            .SelectMany(row => row.Steps.Where(step => step.Name == nameof(RunChecks)))
            .Where(step => step.State == RunState.Succeeded || step.State == RunState.Failed)
            .Select(step => (RunState?)step.State).FirstOrDefaultAsync(cancellationToken) is RunState.Failed;

    /// <summary>The commits by which two releases differ, newest first: what a promotion brings, or takes back. All up to the release when
    /// nothing is live; the release's own when it is live already.</summary>
    public static async Task<IReadOnlyList<ReleaseCommit>> CommitsBetweenAsync(
        this PortalDb db, Release? live, Release release, CancellationToken cancellationToken)
    {
        if (live?.Number == release.Number)
        {
            return release.Commits;
        }

        var (after, upTo) = live is null
            ? (0, release.Number)
            : (Math.Min(live.Number, release.Number), Math.Max(live.Number, release.Number));
        var rows = await db.Releases
            .Where(row => row.Pipeline == release.Pipeline && row.Number > after && row.Number <= upTo)
            .OrderByDescending(row => row.Number).Select(row => row.Commits).ToListAsync(cancellationToken);
        return [.. rows.SelectMany(commits => commits).DistinctBy(commit => commit.Sha)];
    }
}
