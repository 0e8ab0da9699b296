using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Environments and their secrets. A secret must really be sealed for the environment, or it is refused.</summary>
/// <remarks>https://docs.github.com/rest/deployments/environments and https://docs.github.com/rest/actions/secrets</remarks>
sealed partial class EnvironmentsApi(StateFile<GitHubState> state, GitHubJson json, TimeProvider clock)
{
    const string Root = GitHubRoutes.Repository + "/environments";
    const string One = Root + "/{environment}";
    const int MaximumBytes = 48 * 1024;
    const int MaximumSecrets = 100;

    public void Map(GitHubRoutes routes)
    {
        routes.Get(Root, context => state.Read(github => new JsonObject
        {
            ["total_count"] = github.Environments.Count,
            ["environments"] = context.Page([.. github.Environments.Values]).ToJsonArray(Json),
        }));
        routes.Get(One, context => state.Read(github => Json(Find(github, context))));
        routes.Map("PUT", One, PutAsync);
        routes.Map("DELETE", One, context => Task.FromResult(Delete(context)));
        routes.Get(One + "/secrets", context => state.Read(github =>
        {
            SealedSecret[] secrets = [.. Find(github, context).Secrets.Values.OrderBy(secret => secret.Name, StringComparer.Ordinal)];
            return new JsonObject { ["total_count"] = secrets.Length, ["secrets"] = context.Page(secrets).ToJsonArray(Json) };
        }));
        routes.Get(One + "/secrets/public-key", context => state.Read(github =>
        {
            var environment = Find(github, context);
            return new JsonObject { ["key_id"] = environment.KeyId, ["key"] = environment.PublicKey };
        }));
        routes.Get(One + "/secrets/{secret}", context => state.Read(github =>
            Json(Find(github, context).Secrets.GetValueOrDefault(context.Route("secret")) ?? throw GitHubRefusal.NotFound())));
        routes.Map("PUT", One + "/secrets/{secret}", PutSecretAsync);
        routes.Map("DELETE", One + "/secrets/{secret}", context => Task.FromResult(state.Change(github =>
            Find(github, context).Secrets.Remove(context.Route("secret")) ? (204, (JsonNode?)null) : throw GitHubRefusal.NotFound())));
    }

    async Task<(int Status, JsonNode? Body)> PutAsync(HttpContext context)
    {
        var body = await context.Request.ReadJsonObjectAsync() ?? throw GitHubRefusal.Of(400, "Problems parsing JSON");
        var now = clock.GetUtcNow();
        return state.Change(github =>
        {
            var name = context.Route("environment");
            if (!github.Environments.TryGetValue(name, out var environment))
            {
                environment = GitHubEnvironment.Create(github.NextId(), name, now);
                github.Environments.Add(name, environment);
            }

            environment.UpdatedAt = now;
            environment.WaitTimer = body["wait_timer"] is JsonValue timer && timer.TryGetValue<int>(out var minutes) ? minutes : 0;
            return (200, (JsonNode?)Json(environment));
        });
    }

    (int Status, JsonNode? Body) Delete(HttpContext context) => state.Change(github =>
        github.Environments.Remove(context.Route("environment")) ? (204, (JsonNode?)null) : throw GitHubRefusal.NotFound());

    async Task<(int Status, JsonNode? Body)> PutSecretAsync(HttpContext context)
    {
        var body = await context.Request.ReadJsonObjectAsync() ?? throw GitHubRefusal.Of(400, "Problems parsing JSON");
        var name = context.Route("secret").ToUpperInvariant();
        if (!SecretName().IsMatch(name) || name.StartsWith("GITHUB_", StringComparison.Ordinal))
        {
            throw GitHubRefusal.Of(422, "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). "
                + "Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_).");
        }

        var now = clock.GetUtcNow();
        return state.Change(github =>
        {
            var environment = Find(github, context);
            var value = Checked(environment, body);
            var known = environment.Secrets.GetValueOrDefault(name);
            if (known is null && environment.Secrets.Count >= MaximumSecrets)
            {
                throw GitHubRefusal.Of(422, $"The environment already has {MaximumSecrets} secrets.");
            }

            environment.Secrets[name] = new(name, value, known?.CreatedAt ?? now, now);
            return known is null ? (201, (JsonNode?)new JsonObject()) : (204, null);
        });
    }

    static string Checked(GitHubEnvironment environment, JsonObject body)
    {
        var value = body.Text("encrypted_value") ?? throw GitHubRefusal.Of(422, "Invalid request.\n\n\"encrypted_value\" wasn't supplied.");
        if (body.Text("key_id") != environment.KeyId)
        {
            throw GitHubRefusal.Of(422, "The key_id does not belong to this environment's public key.");
        }

        try
        {
            return environment.Open(value).Length <= MaximumBytes
                ? value
                : throw GitHubRefusal.Of(422, "Secret values may have at most 48 KB.");
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            throw GitHubRefusal.Of(422, "The encrypted_value was not sealed with this environment's public key.");
        }
    }

    static GitHubEnvironment Find(GitHubState github, HttpContext context) =>
        github.Environments.GetValueOrDefault(context.Route("environment")) ?? throw GitHubRefusal.NotFound();

    JsonObject Json(GitHubEnvironment environment) => new()
    {
        ["id"] = environment.Id,
        ["node_id"] = $"EN_{environment.Id}",
        ["name"] = environment.Name,
        ["url"] = $"{json.ApiUrl}/environments/{environment.Name}",
        ["html_url"] = $"{json.WebUrl}/deployments/activity_log?environments_filter={environment.Name}",
        ["created_at"] = environment.CreatedAt.ToJson(),
        ["updated_at"] = environment.UpdatedAt.ToJson(),
        ["protection_rules"] = environment.WaitTimer == 0
            ? new JsonArray()
            : new JsonArray(
                new JsonObject { ["id"] = environment.Id + 1, ["type"] = "wait_timer", ["wait_timer"] = environment.WaitTimer }),
        ["deployment_branch_policy"] = null,
    };

    static JsonObject Json(SealedSecret secret) => new()
    {
        ["name"] = secret.Name,
        ["created_at"] = secret.CreatedAt.ToJson(),
        ["updated_at"] = secret.UpdatedAt.ToJson(),
    };

    [GeneratedRegex("^[A-Z_][A-Z0-9_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();
}
