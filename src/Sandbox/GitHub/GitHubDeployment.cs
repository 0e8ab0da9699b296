using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>A deployment as somebody reported it, its statuses oldest first.</summary>
public sealed record GitHubDeployment
{
    public required long Id { get; init; }

    public required string Ref { get; init; }

    public required string Sha { get; init; }

    public required string Environment { get; init; }

    public required string Task { get; init; }

    public required string Description { get; init; }

    public required bool IsProduction { get; init; }

    public required bool IsTransient { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public JsonNode? Payload { get; init; }

    public List<GitHubDeploymentStatus> Statuses { get; init; } = [];
}

public sealed record GitHubDeploymentStatus
{
    public required long Id { get; init; }

    public required string State { get; init; }

    public required string Description { get; init; }

    public required string LogUrl { get; init; }

    public required string EnvironmentUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
