using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Pipelines;

/// <summary>All stages of a pipeline at one moment.</summary>
public sealed record BoardView
{
    public required Pipeline Pipeline { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>How the latest look for releases went; null before the first.</summary>
    public required LookAtGitHub? GitHub { get; init; }

    public required IReadOnlyList<LaneView> Lanes { get; init; }

    public required IReadOnlyList<ReleaseRow> Releases { get; init; }
}

/// <summary>One stage: what is live, what arrives, what could come next.</summary>
public sealed record LaneView
{
    public required Stage Stage { get; init; }

    public required ReleaseLine? Live { get; init; }

    public required DateTimeOffset? LiveSince { get; init; }

    /// <summary>Why the live release goes no further; null while it is not quarantined.</summary>
    public required string? Quarantine { get; init; }

    /// <summary>What the workspace holds though it does not count as live; null when all is well.</summary>
    public required HeldRelease? Held { get; init; }

    /// <summary>Whether the live release's deployment came to its end and its data was right when it was last checked.</summary>
    public required bool IsProven { get; init; }

    /// <summary>State of the newest deployment into the stage.</summary>
    public required RunState? LastRun { get; init; }

    public required int? LastDeployment { get; init; }

    public required ArrivingView? Arriving { get; init; }

    public required WaitingView? Waiting { get; init; }

    public required DateTimeOffset? TokenExpiresAt { get; init; }

    public required StageHealth Infrastructure { get; init; }

    /// <summary>The release that is live here and could be requested for the next stage.</summary>
    public required string? ReadyFor { get; init; }
}

/// <summary>A deployment on its way into a stage.</summary>
public sealed record ArrivingView
{
    public required int Deployment { get; init; }

    public required ReleaseLine Release { get; init; }

    public required PromotionKind Kind { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required TimeSpan? Usual { get; init; }

    public required int Done { get; init; }

    public required int Steps { get; init; }

    /// <summary>Name of the step that runs, as its class is called.</summary>
    public required string? Step { get; init; }
}
