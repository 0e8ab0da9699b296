using System.Text.Json.Serialization;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>What GitHub knows beyond git.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
sealed class GitHubState
{
    public List<CiRun> Runs { get; init; } = [];

    public Dictionary<string, GitHubEnvironment> Environments { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public List<GitHubDeployment> Deployments { get; init; } = [];

    public long LastId { get; set; } = 41_000_000;

    public long NextId() => ++LastId;
}
