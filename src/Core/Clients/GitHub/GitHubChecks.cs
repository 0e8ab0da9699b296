using Octokit;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Reads what CI says about a commit: check runs and the older commit statuses together.
/// Source: https://docs.github.com/rest/checks/runs and https://docs.github.com/rest/commits/statuses</summary>
public sealed class GitHubChecks(GitHubApi api)
{
    static readonly ApiOptions AllPages = new() { PageSize = 100 };
    static readonly Dictionary<string, string> FullPage = new(StringComparer.Ordinal) { ["per_page"] = "100" };

    public Task<CheckReport> ReadAsync(RepositoryName repository, string sha, CancellationToken cancellationToken) =>
        api.CallAsync($"Reading the checks of {sha}", repository, async github =>
        {
            var runs = await github.Check.Run.GetAllForReference(repository.Owner, repository.Name, sha, new CheckRunRequest(), AllPages);
            var statuses = await github.Connection.Get<CombinedCommitStatus>(repository.Address("commits", sha, "status"), FullPage);
            return new CheckReport([.. runs.CheckRuns.Select(Run), .. statuses.Body.Statuses.Select(Status)]);
        }, cancellationToken);

    static Check Run(CheckRun run) =>
        new(
            run.Name, StateOf(run), run.StartedAt.ToUniversalTime(), run.CompletedAt?.ToUniversalTime(), run.HtmlUrl ?? run.DetailsUrl,
            run.Output?.Title);

    static Check Status(CommitStatus status)
    {
        var state = status.State.StringValue switch
        {
            "success" => CheckState.Succeeded,
            "pending" => CheckState.Pending,
            _ => CheckState.Failed,
        };
        var finished = state is CheckState.Pending ? (DateTimeOffset?)null : status.UpdatedAt.ToUniversalTime();
        return new(status.Context, state, status.CreatedAt.ToUniversalTime(), finished, status.TargetUrl, status.Description);
    }

    /// <summary>A conclusion we do not know counts as a failure: CI that cannot be understood has not said yes.</summary>
    static CheckState StateOf(CheckRun run) => (run.Status.StringValue, run.Conclusion?.StringValue) switch
    {
        ("completed", "success" or "neutral" or "skipped") => CheckState.Succeeded,
        ("completed", _) => CheckState.Failed,
        _ => CheckState.Pending,
    };
}
