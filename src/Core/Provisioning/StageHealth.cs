namespace ReleasePortal.Core.Provisioning;

/// <summary>How a stage's resources are, in one word: the worst of them, or that nobody knows.</summary>
/// <param name="KeptBy">Who says that the difference is meant.</param>
/// <param name="LookedAt">When they could last be looked at; null when never.</param>
public sealed record StageHealth(ResourceState State, string? KeptBy, DateTimeOffset? LookedAt)
{
    /// <param name="staleBefore">A look that is older tells nothing about now.</param>
    internal static StageHealth Of(ResourceCheck? check, DateTimeOffset staleBefore) => check switch
    {
        { Plan: { } plan, Fault: null, PlannedAt: { } at } when at >= staleBefore =>
            new(ResourceStates.Worst(plan.Resources.Select(resource => ResourceStates.Of(resource.Action))), check.IsKept ? check.KeptByName : null, at),
        _ => new(ResourceState.Unknown, null, check?.PlannedAt),
    };
}
