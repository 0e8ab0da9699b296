using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Provisioning;

/// <summary>A stage's resources as people see them.</summary>
public sealed record InfrastructureView
{
    public required Pipeline Pipeline { get; init; }

    public required Stage Stage { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>When it was last looked whether they are as described; null when never.</summary>
    public required DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Why the last look failed; what is shown is older.</summary>
    public required string? Fault { get; init; }

    public required IReadOnlyList<ResourceView> Resources { get; init; }

    /// <summary>What would be done, in the words of a promotion's plan.</summary>
    public required IReadOnlyList<PlannedChange> Plan { get; init; }

    public required string? Digest { get; init; }

    public required KeptView? Kept { get; init; }

    public required ReleaseLine? Live { get; init; }

    /// <summary>Number of the deployment that is at them right now.</summary>
    public required int? Deployment { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<AppliedView> Applied { get; init; }

    public required TimeSpan CheckInterval { get; init; }

    public bool Differs => Resources.Any(resource => resource.State is not (ResourceState.InSync or ResourceState.Done));
}

/// <param name="Needs">Ids of the resources that come first.</param>
public sealed record ResourceView(string Id, string Kind, string Name, ResourceState State, IReadOnlyList<string> Needs, string? Reason);

/// <summary>By whom and why a difference is meant.</summary>
public sealed record KeptView(string By, string Reason, DateTimeOffset At);

/// <param name="Release">Short commit id.</param>
/// <param name="Outcome">What came of it, in a phrase.</param>
public sealed record AppliedView(int Deployment, string Release, Deployments.RunState State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Outcome);

public enum ResourceState
{
    InSync,
    Drifted,
    ToCreate,
    NeedsReplacement,
    Blocked,
    Unknown,
    Working,
    Done,
    Refused,
}
