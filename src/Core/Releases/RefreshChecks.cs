using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>Asks GitHub what CI says of a release.</summary>
public sealed class RefreshChecks(IDbContextFactory<PortalDb> database, GitHubChecks github, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="GitHubException">GitHub could not be read; the release keeps what was known.</exception>
    public async Task RunAsync(Pipeline pipeline, int number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var release = await db.ReleaseAsync(pipeline.Key, number, cancellationToken);
        var report = await github.ReadAsync(RepositoryName.Parse(pipeline.Repository), release.Commit.Value, cancellationToken);
        var verdict = VerdictOf(report.Verdict, pipeline);
        List<CheckRun> runs = [.. report.Checks.Select(check => From(check, pipeline))];
        if (release.Checks == verdict && release.CheckRuns.SequenceEqual(runs))
        {
            return;
        }

        await database.TransactAsync(async rows =>
        {
            (await rows.ReleaseAsync(pipeline.Key, number, cancellationToken)).RecordChecks(verdict, runs, clock.GetUtcNow());
            return true;
        }, cancellationToken);
        changes.Publish(new(pipeline.Key));
    }

    static ChecksVerdict VerdictOf(CheckState state, Pipeline pipeline) => state switch
    {
        CheckState.Succeeded => ChecksVerdict.Succeeded,
        CheckState.Failed => ChecksVerdict.Failed,
        CheckState.None when !pipeline.RequireChecks => ChecksVerdict.Succeeded,
        _ => ChecksVerdict.Pending,
    };

    static CheckRun From(Check check, Pipeline pipeline) => new(
        check.Name,
        VerdictOf(check.State, pipeline),
        check.Title,
        check.FinishedAt - check.StartedAt,
        Uri.TryCreate(check.Url, UriKind.Absolute, out var address) ? address : null);
}
