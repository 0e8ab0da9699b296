using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Whose token it is and how much it may still ask. The sandbox counts nothing: faults make it refuse where
/// that is wanted.</summary>
sealed class AccountApi(GitHubJson json, TimeProvider clock)
{
    public void Map(GitHubRoutes routes)
    {
        routes.Get(GitHubRoutes.Api + "/user", _ => json.Organisation());
        routes.Get(GitHubRoutes.Api + "/rate_limit", _ => new JsonObject
        {
            ["resources"] = new JsonObject { ["core"] = Limit(5000), ["search"] = Limit(30) },
            ["rate"] = Limit(5000),
        });
    }

    JsonObject Limit(int limit) => new()
    {
        ["limit"] = limit,
        ["used"] = 1,
        ["remaining"] = limit - 1,
        ["reset"] = clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
    };
}
