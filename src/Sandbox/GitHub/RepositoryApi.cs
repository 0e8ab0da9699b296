using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>The repository, its branches, commits, comparisons and pull requests.</summary>
/// <remarks>https://docs.github.com/rest/repos and https://docs.github.com/rest/commits</remarks>
sealed class RepositoryApi(GitRepository git, GitHubJson json)
{
    const string Root = GitHubRoutes.Repository;

    public void Map(GitHubRoutes routes)
    {
        routes.Get(Root, _ => Read(repository => json.RepositoryOf(repository.Branches[GitRepository.DefaultBranch].Tip.Committer.When)));
        routes.Get(Root + "/branches", context => Read(repository => context.Page([.. repository.Branches]).ToJsonArray(Branch)));
        routes.Get(Root + "/branches/{branch}", context => Read(repository => Branch(Find(repository.Branches[context.Route("branch")]))));
        routes.Get(Root + "/commits", Commits);
        routes.Get(Root + "/commits/{ref}", context => Read(repository => CommitWithFiles(repository, context.Route("ref"))));
        routes.Get(Root + "/commits/{ref}/pulls", context => Read(repository => PullsOf(repository, context.Route("ref"))));
        routes.Get(Root + "/compare/{range}", context => Read(repository => Compare(context, repository, context.Route("range"))));
        routes.Get(
            Root + "/pulls", context => Read(repository => context.Page([.. Pulls(repository)]).ToJsonArray(pull => pull.ToJson(json))));
        routes.Get(Root + "/pulls/{number}", context => Read(repository =>
            Find(Pulls(repository).FirstOrDefault(pull => pull.Number == context.RouteId("number"))).ToJson(json)));
    }

    public static IEnumerable<PullRequest> Pulls(Repository repository) => repository
        .History(repository.Branches[GitRepository.DefaultBranch].Tip)
        .Select(PullRequest.Of)
        .OfType<PullRequest>();

    JsonArray Commits(HttpContext context) => Read(repository =>
    {
        var tip = Find(repository.FindCommit(context.Query("sha") ?? GitRepository.DefaultBranch));
        var since = DateTimeOffset.TryParse(context.Query("since"), System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? time
            : DateTimeOffset.MinValue;
        var path = context.Query("path");
        Commit[] commits = [.. repository.History(tip)
            .Where(commit => commit.Committer.When >= since)
            .Where(commit => path is null || Touches(repository, commit, path))];
        return context.Page(commits).ToJsonArray(json.CommitOf);
    });

    JsonObject CommitWithFiles(Repository repository, string name)
    {
        var commit = repository.RequireCommit(name);
        var changes = repository.ChangesSince(commit.Parents.FirstOrDefault(), commit);
        var answer = json.CommitOf(commit);
        answer["stats"] = new JsonObject
        {
            ["additions"] = changes.LinesAdded,
            ["deletions"] = changes.LinesDeleted,
            ["total"] = changes.LinesAdded + changes.LinesDeleted,
        };
        answer["files"] = changes.ToJsonArray(change => json.FileOf(change, commit.Sha));
        return answer;
    }

    JsonArray PullsOf(Repository repository, string name) =>
        PullRequest.Of(repository.RequireCommit(name)) is { } pull ? [pull.ToJson(json)] : [];

    JsonObject Compare(HttpContext context, Repository repository, string range)
    {
        if (range.Split("...") is not [var from, var to])
        {
            throw GitHubRefusal.NotFound();
        }

        var (start, head) = (Find(repository.FindCommit(from)), Find(repository.FindCommit(to)));
        var common = Find(repository.ObjectDatabase.FindMergeBase(start, head));
        Commit[] ahead = [.. repository.History(head, without: start).Reverse()];
        var behind = repository.History(start, without: head).Count();
        return new()
        {
            ["url"] = $"{json.ApiUrl}/compare/{range}",
            ["html_url"] = $"{json.WebUrl}/compare/{range}",
            ["permalink_url"] = $"{json.WebUrl}/compare/{start.Sha}...{head.Sha}",
            ["diff_url"] = $"{json.WebUrl}/compare/{range}.diff",
            ["patch_url"] = $"{json.WebUrl}/compare/{range}.patch",
            ["base_commit"] = json.CommitOf(start),
            ["merge_base_commit"] = json.CommitOf(common),
            ["status"] = (ahead.Length, behind) switch { (0, 0) => "identical", (_, 0) => "ahead", (0, _) => "behind", _ => "diverged" },
            ["ahead_by"] = ahead.Length,
            ["behind_by"] = behind,
            ["total_commits"] = ahead.Length,
            ["commits"] = context.Page(ahead).ToJsonArray(json.CommitOf),
            ["files"] = repository.ChangesSince(common, head).ToJsonArray(change => json.FileOf(change, head.Sha)),
        };
    }

    JsonObject Branch(Branch branch) => new()
    {
        ["name"] = branch.FriendlyName,
        ["commit"] = json.CommitOf(branch.Tip),
        ["protected"] = branch.FriendlyName is GitRepository.DefaultBranch,
        ["_links"] = new JsonObject
        {
            ["self"] = $"{json.ApiUrl}/branches/{branch.FriendlyName}",
            ["html"] = $"{json.WebUrl}/tree/{branch.FriendlyName}",
        },
    };

    static bool Touches(Repository repository, Commit commit, string path) => repository
        .ChangesSince(commit.Parents.FirstOrDefault(), commit)
        .Any(change => change.Path == path || change.Path.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    T Read<T>(Func<Repository, T> read)
    {
        using var repository = git.Open();
        return read(repository);
    }

    static T Find<T>(T? thing)
        where T : class => thing ?? throw GitHubRefusal.NotFound();
}
