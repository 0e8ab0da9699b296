using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

/// <summary>Makes a release of the branch's newest commit when it is not one yet.</summary>
public sealed partial class FindReleases(
    IDbContextFactory<PortalDb> database, GitHubCommits github, ChangeFeed changes, TimeProvider clock, ILogger<FindReleases> logger)
{
    /// <summary>The first release has no release before it; its history is looked at this far.</summary>
    const int FirstCommits = 100;

    /// <returns>Number of the new release, if there is one.</returns>
    /// <exception cref="GitHubException">GitHub could not be read.</exception>
    public async Task<int?> RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var repository = RepositoryName.Parse(pipeline.Repository);
        var head = await github.HeadAsync(repository, pipeline.Branch, cancellationToken);
        var (isKnown, last) = await KnownAsync(pipeline, CommitSha.Parse(head), cancellationToken);
        if (isKnown)
        {
            return null;
        }

        var commits = await CommitsAsync(repository, last, head, cancellationToken);
        var pullRequest = await github.PullRequestAsync(repository, head, cancellationToken);
        var number = await AddAsync(pipeline, commits, pullRequest, cancellationToken);
        if (number is not null)
        {
            LogFound(pipeline.Key, number.Value, head);
            changes.Publish(new(pipeline.Key));
        }

        return number;
    }

    async Task<(bool IsKnown, string? Last)> KnownAsync(Pipeline pipeline, CommitSha head, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var releases = db.Releases.Where(row => row.Pipeline == pipeline.Key);
        var last = await releases.OrderByDescending(row => row.Number)
            .Select(row => new { row.Commit })
            .FirstOrDefaultAsync(cancellationToken);
        return (await releases.AnyAsync(row => row.Commit == head, cancellationToken), last?.Commit.Value);
    }

    /// <summary>Newest first; never empty.</summary>
    async Task<IReadOnlyList<GitHubCommit>> CommitsAsync(
        RepositoryName repository, string? last, string head, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return await github.ListAsync(repository, head, FirstCommits, cancellationToken);
        }

        try
        {
            var range = await github.CompareAsync(repository, last, head, cancellationToken);
            return range.Commits.Count > 0 ? [.. range.Commits.Reverse()] : [await github.ReadAsync(repository, head, cancellationToken)];
        }
        catch (GitHubException fault) when (fault.IsNotFound)
        {
            // The branch was rewritten and GitHub has forgotten the release before.
            return await github.ListAsync(repository, head, FirstCommits, cancellationToken);
        }
    }

    Task<int?> AddAsync(Pipeline pipeline, IReadOnlyList<GitHubCommit> commits, int? pullRequest, CancellationToken cancellationToken) =>
        database.TransactAsync(async db =>
        {
            var head = CommitSha.Parse(commits[0].Sha);
            if (await db.Releases.AnyAsync(row => row.Pipeline == pipeline.Key && row.Commit == head, cancellationToken))
            {
                return (int?)null;
            }

            var now = clock.GetUtcNow();
            List<ReleaseCommit> brought = [.. commits.Select(From)];
            var number = await db.NextReleaseNumberAsync(pipeline.Key, cancellationToken);
            db.Releases.Add(new(pipeline.Key, number, brought[0], commits[0].Message, brought, pullRequest, now));
            await db.AuditAsync(now, null, pipeline.Key, "found", head.Short, brought[0].Title, cancellationToken);
            return number;
        }, cancellationToken);

    static ReleaseCommit From(GitHubCommit commit) =>
        new(
            commit.Sha, commit.Title,
            [.. commit.CoAuthors.Prepend(commit.Author).Select(author => new CommitAuthor(author.Name, author.Email, author.Login))], commit.CommittedAt);

    [LoggerMessage(LogLevel.Information, "Found release {Pipeline}/{Number}: {Commit}")]
    partial void LogFound(string pipeline, int number, string commit);
}
