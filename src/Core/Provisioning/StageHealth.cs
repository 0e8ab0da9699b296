namespace ReleasePortal.Core.Provisioning;

/// <summary>How a stage's resources are, in one word: the worst of them, or that nobody knows.</summary>
/// <param name="KeptBy">Who says that differences are meant.</param>
/// <param name="LookedAt">When they could last be looked at; null when never.</param>
/// <param name="Doubt">Why that tells nothing about now; null when it does.</param>
public sealed record StageHealth(ResourceState State, IReadOnlyList<string> KeptBy, DateTimeOffset? LookedAt, string? Doubt)
{
    internal static StageHealth Of(ResourceCheck? check, StageBlueprint described, TimeSpan interval, DateTimeOffset now) => (LastLook.DoubtOf(check, described, interval, now), check?.Plan) switch
    {
        (null, { } plan) => new(
            ResourceStates.Worst(plan.Resources.Select(resource => ResourceStates.Of(resource, check.KeptOf(resource) is not null))),
            [.. check.Kept.Select(kept => kept.ByName).Distinct(StringComparer.Ordinal)],
            check.PlannedAt,
            null),
        (var doubt, _) => new(ResourceState.Unknown, [], check?.PlannedAt, doubt),
    };
}
