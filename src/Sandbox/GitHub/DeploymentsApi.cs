using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Deployments and their statuses. Like GitHub it refuses to deploy what its own checks do not carry.</summary>
/// <remarks>https://docs.github.com/rest/deployments</remarks>
sealed class DeploymentsApi(StateFile<GitHubState> state, GitRepository git, ContinuousIntegration ci, GitHubJson json)
{
    const string Root = GitHubRoutes.Repository + "/deployments";

    static readonly string[] States = ["error", "failure", "inactive", "in_progress", "queued", "pending", "success"];

    public void Map(GitHubRoutes routes)
    {
        routes.Get(Root, List);
        routes.Map("POST", Root, CreateAsync);
        routes.Get(Root + "/{id}", context => state.Read(github => Json(Find(github, context))));
        routes.Get(Root + "/{id}/statuses", context => state.Read(github =>
        {
            var deployment = Find(github, context);
            return context.Page([.. Enumerable.Reverse(deployment.Statuses)]).ToJsonArray(status => Json(deployment, status));
        }));
        routes.Map("POST", Root + "/{id}/statuses", CreateStatusAsync);
    }

    JsonArray List(HttpContext context) => state.Read(github => context.Page([.. github.Deployments
        .Where(deployment => context.Query("sha") is not { } sha || deployment.Sha == sha)
        .Where(deployment => context.Query("ref") is not { } name || deployment.Ref == name)
        .Where(deployment => context.Query("task") is not { } task || deployment.Task == task)
        .Where(deployment => context.Query("environment") is not { } environment || deployment.Environment == environment)
        .Reverse()]).ToJsonArray(Json));

    async Task<(int Status, JsonNode? Body)> CreateAsync(HttpContext context)
    {
        var body = await context.Request.ReadJsonObjectAsync() ?? throw GitHubRefusal.Of(400, "Problems parsing JSON");
        var name = body.Text("ref") ?? throw GitHubRefusal.Invalid("Deployment", "ref", "ref is required");
        var sha = Resolve(name);
        RequireChecks(sha, body);
        var environment = body.Text("environment") ?? "production";
        var now = ci.Now;
        return state.Change(github =>
        {
            if (!github.Environments.ContainsKey(environment))
            {
                github.Environments.Add(environment, GitHubEnvironment.Create(github.NextId(), environment, now));
            }

            var deployment = new GitHubDeployment
            {
                Id = github.NextId(),
                Ref = name,
                Sha = sha,
                Environment = environment,
                Task = body.Text("task") ?? "deploy",
                Description = body.Text("description") ?? "",
                IsProduction = Flag(body, "production_environment") ?? environment is "production",
                IsTransient = Flag(body, "transient_environment") ?? false,
                Payload = body["payload"]?.DeepClone(),
                CreatedAt = now,
            };
            github.Deployments.Add(deployment);
            return (201, (JsonNode?)Json(deployment));
        });
    }

    async Task<(int Status, JsonNode? Body)> CreateStatusAsync(HttpContext context)
    {
        var body = await context.Request.ReadJsonObjectAsync() ?? throw GitHubRefusal.Of(400, "Problems parsing JSON");
        var kind = body.Text("state");
        if (!States.Contains(kind, StringComparer.Ordinal))
        {
            throw GitHubRefusal.Invalid("DeploymentStatus", "state", $"state must be one of {string.Join(", ", States)}");
        }

        var now = ci.Now;
        return state.Change(github =>
        {
            var deployment = Find(github, context);
            if (kind is "success" && Flag(body, "auto_inactive") is not false)
            {
                Retire(github, deployment, now);
            }

            var status = NewStatus(github.NextId(), kind!, body, now);
            deployment.Statuses.Add(status);
            return (201, (JsonNode?)Json(deployment, status));
        });
    }

    /// <summary>A success makes earlier successes of the same environment inactive.</summary>
    static void Retire(GitHubState github, GitHubDeployment successor, DateTimeOffset at)
    {
        foreach (var earlier in github.Deployments.Where(other =>
            other.Id != successor.Id && other.Environment == successor.Environment && other.Statuses is [.., { State: "success" }]))
        {
            earlier.Statuses.Add(NewStatus(github.NextId(), "inactive", [], at));
        }
    }

    static GitHubDeploymentStatus NewStatus(long id, string kind, JsonObject body, DateTimeOffset at) => new()
    {
        Id = id,
        State = kind,
        Description = body.Text("description") ?? "",
        LogUrl = body.Text("log_url") ?? body.Text("target_url") ?? "",
        EnvironmentUrl = body.Text("environment_url") ?? "",
        CreatedAt = at,
    };

    void RequireChecks(string sha, JsonObject body)
    {
        var named = (body["required_contexts"] as JsonArray)?.Select(context => $"{context}").ToArray();
        var checks = ci.Find(sha)?.Checks(ci.Now) ?? [];
        var missing = (named ?? [.. checks.Select(check => check.Name)])
            .Where(name => !checks.Any(check => check.Name == name && check.Conclusion is "success"))
            .ToArray();
        if (missing.Length > 0)
        {
            throw GitHubRefusal.Of(409, $"Conflict: Commit status checks failed for {sha}: {string.Join(", ", missing)}.");
        }
    }

    string Resolve(string name)
    {
        using var repository = git.Open();
        return repository.FindCommit(name)?.Sha ?? throw GitHubRefusal.Of(422, $"No ref found for: {name}");
    }

    static GitHubDeployment Find(GitHubState github, HttpContext context) =>
        github.Deployments.Find(deployment => deployment.Id == context.RouteId()) ?? throw GitHubRefusal.NotFound();

    static bool? Flag(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    JsonObject Json(GitHubDeployment deployment) => new()
    {
        ["id"] = deployment.Id,
        ["node_id"] = $"DE_{deployment.Id}",
        ["sha"] = deployment.Sha,
        ["ref"] = deployment.Ref,
        ["task"] = deployment.Task,
        ["payload"] = deployment.Payload?.DeepClone() ?? new JsonObject(),
        ["environment"] = deployment.Environment,
        ["original_environment"] = deployment.Environment,
        ["description"] = deployment.Description,
        ["creator"] = json.Organisation(),
        ["created_at"] = deployment.CreatedAt.ToJson(),
        ["updated_at"] = (deployment.Statuses.LastOrDefault()?.CreatedAt ?? deployment.CreatedAt).ToJson(),
        ["statuses_url"] = $"{json.ApiUrl}/deployments/{deployment.Id}/statuses",
        ["repository_url"] = json.ApiUrl,
        ["url"] = $"{json.ApiUrl}/deployments/{deployment.Id}",
        ["transient_environment"] = deployment.IsTransient,
        ["production_environment"] = deployment.IsProduction,
    };

    JsonObject Json(GitHubDeployment deployment, GitHubDeploymentStatus status) => new()
    {
        ["id"] = status.Id,
        ["node_id"] = $"DES_{status.Id}",
        ["state"] = status.State,
        ["creator"] = json.Organisation(),
        ["description"] = status.Description,
        ["environment"] = deployment.Environment,
        ["target_url"] = status.LogUrl,
        ["log_url"] = status.LogUrl,
        ["environment_url"] = status.EnvironmentUrl,
        ["created_at"] = status.CreatedAt.ToJson(),
        ["updated_at"] = status.CreatedAt.ToJson(),
        ["deployment_url"] = $"{json.ApiUrl}/deployments/{deployment.Id}",
        ["repository_url"] = json.ApiUrl,
        ["url"] = $"{json.ApiUrl}/deployments/{deployment.Id}/statuses/{status.Id}",
    };
}
