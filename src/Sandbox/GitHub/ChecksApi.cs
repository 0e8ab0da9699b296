using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Check suites and runs of a commit, and its combined status, which stays empty: the CI reports checks only.</summary>
/// <remarks>https://docs.github.com/rest/checks</remarks>
sealed class ChecksApi(ContinuousIntegration ci, GitRepository git, GitHubJson json)
{
    public void Map(GitHubRoutes routes)
    {
        const string commit = GitHubRoutes.Repository + "/commits/{ref}";
        routes.Get(commit + "/check-runs", context => CheckRuns(Resolve(context), context.Query("check_name")));
        routes.Get(commit + "/check-suites", context => CheckSuites(Resolve(context)));
        routes.Get(commit + "/status", context => CombinedStatus(Resolve(context)));
        routes.Get(commit + "/statuses", context => Empty(Resolve(context)));
    }

    public JsonObject Suite(CiRun run) => new()
    {
        ["id"] = run.Id,
        ["node_id"] = $"CS_{run.Id}",
        ["head_branch"] = GitRepository.DefaultBranch,
        ["head_sha"] = run.Sha,
        ["status"] = run.Status(ci.Now),
        ["conclusion"] = run.Conclusion(ci.Now),
        ["url"] = $"{json.ApiUrl}/check-suites/{run.Id}",
        ["before"] = null,
        ["after"] = run.Sha,
        ["pull_requests"] = new JsonArray(),
        ["app"] = App(),
        ["created_at"] = run.PushedAt.ToJson(),
        ["updated_at"] = ci.Now.ToJson(),
        ["latest_check_runs_count"] = CiRun.CheckNames.Length,
    };

    JsonObject CheckRuns(string sha, string? name)
    {
        var run = ci.Find(sha);
        CheckRun[] checks = [.. (run?.Checks(ci.Now) ?? []).Where(check => name is null || check.Name == name)];
        return new() { ["total_count"] = checks.Length, ["check_runs"] = checks.ToJsonArray(check => Check(run!, check)) };
    }

    JsonObject Check(CiRun run, CheckRun check) => new()
    {
        ["id"] = check.Id,
        ["node_id"] = $"CR_{check.Id}",
        ["name"] = check.Name,
        ["head_sha"] = run.Sha,
        ["external_id"] = $"{check.Id}",
        ["status"] = check.Status,
        ["conclusion"] = check.Conclusion,
        ["started_at"] = check.StartedAt.ToJson(),
        ["completed_at"] = check.CompletedAt.ToJson(),
        ["url"] = $"{json.ApiUrl}/check-runs/{check.Id}",
        ["html_url"] = $"{json.WebUrl}/commit/{run.Sha}",
        ["details_url"] = $"{json.WebUrl}/commit/{run.Sha}",
        ["output"] = new JsonObject
        {
            ["title"] = check.Title,
            ["summary"] = check.Summary,
            ["text"] = null,
            ["annotations_count"] = 0,
            ["annotations_url"] = $"{json.ApiUrl}/check-runs/{check.Id}/annotations",
        },
        ["check_suite"] = new JsonObject { ["id"] = run.Id },
        ["app"] = App(),
        ["pull_requests"] = new JsonArray(),
    };

    JsonObject CheckSuites(string sha)
    {
        JsonArray suites = ci.Find(sha) is { } run ? [Suite(run)] : [];
        return new() { ["total_count"] = suites.Count, ["check_suites"] = suites };
    }

    JsonObject CombinedStatus(string sha) => new()
    {
        ["state"] = "pending",
        ["statuses"] = new JsonArray(),
        ["sha"] = sha,
        ["total_count"] = 0,
        ["repository"] = json.RepositoryOf(ci.Now),
        ["commit_url"] = $"{json.ApiUrl}/commits/{sha}",
        ["url"] = $"{json.ApiUrl}/commits/{sha}/status",
    };

    JsonObject App() => new()
    {
        ["id"] = 15368,
        ["slug"] = "github-actions",
        ["node_id"] = "MDM6QXBwMTUzNjg=",
        ["name"] = "GitHub Actions",
        ["owner"] = json.Organisation(),
        ["description"] = "Automate your workflow from idea to production",
        ["external_url"] = "https://help.github.com/en/actions",
        ["html_url"] = "https://github.com/apps/github-actions",
        ["created_at"] = "2018-07-30T09:30:17Z",
        ["updated_at"] = "2024-04-10T20:33:16Z",
    };

    static JsonArray Empty(string sha) => sha.Length > 0 ? [] : throw GitHubRefusal.NotFound();

    string Resolve(HttpContext context)
    {
        using var repository = git.Open();
        return repository.RequireCommit(context.Route("ref")).Sha;
    }
}
