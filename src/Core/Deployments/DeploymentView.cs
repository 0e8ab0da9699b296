using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

public sealed record DeploymentView
{
    public required Pipeline Pipeline { get; init; }

    public required int Number { get; init; }

    public required string Stage { get; init; }

    public required ReleaseLine Release { get; init; }

    public required bool IsQuarantined { get; init; }

    public required RunState State { get; init; }

    public required string? Reason { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required string? CancelRequestedByName { get; init; }

    public required TimeSpan? Usual { get; init; }

    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>The resources that it makes or changes.</summary>
    public required IReadOnlyList<ResourceProgress> Resources { get; init; }

    public required int Promotion { get; init; }

    public required PromotionKind PromotionKind { get; init; }

    public required string? RequesterName { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required string? PlanDigest { get; init; }

    public required int ApprovalsNeeded { get; init; }

    public required IReadOnlyList<ApprovalView> Approvals { get; init; }

    /// <summary>The portal that carries it out now; null while nobody does.</summary>
    public required string? CarriedBy { get; init; }

    /// <summary>The release that is live in the stage now.</summary>
    public required ReleaseLine? Live { get; init; }

    /// <summary>The release reached the stage's workspace and was not proven there; what is live was replaced all the
    /// same. Null while it runs.</summary>
    public HeldRelease? Held => State is RunState.Queued or RunState.Running
        || HeldRelease.In(Steps.ToDictionary(step => step.Name, step => step.State, StringComparer.Ordinal)) is not { } because
        ? null
        : new(Release, because);

    /// <summary>Deployments into the stage that wait behind this one.</summary>
    public required int Behind { get; init; }

    /// <summary>"7be03d9 to prod"; see <see cref="PromotionName"/>.</summary>
    public string Name => PromotionName.Of(PromotionKind, Release.Short, Stage);

    /// <summary>Which try this is: 2 for a second deployment of the release into the stage.</summary>
    public required int Run { get; init; }
}

/// <param name="Name">Name of the step's class.</param>
public sealed record StepView(
    int Ordinal, string Name, RunState State, int Attempt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Outcome,
    TimeSpan? Usual)
{
    /// <summary>Where what the step started is seen, outside of the portal.</summary>
    public Uri? Page { get; init; }
}
