namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>How a stage's resources are, in one word: the worst of them, or that nobody knows.</summary>
/// <param name="KeptBy">Who says that differences are meant.</param>
/// <param name="LookedAt">When they could last be looked at; null when never.</param>
/// <param name="Doubt">Why that tells nothing about now; null when it does.</param>
public sealed record StageHealth(ResourceState State, IReadOnlyList<string> KeptBy, DateTimeOffset? LookedAt, string? Doubt)
{
    /// <summary>How many are how, the worst first, without those in sync; empty when nobody knows.</summary>
    public IReadOnlyList<(ResourceState State, int Count)> Counts { get; init; } = [];

    /// <summary>What somebody opened by hand and nobody keeps so, the worst first; see <see cref="Openings"/>.</summary>
    public IReadOnlyList<string> Openings { get; init; } = [];

    internal static StageHealth Of(ResourceCheck? check, StageBlueprint described, TimeSpan interval, DateTimeOffset now) =>
        (LastLook.DoubtOf(check, described, interval, now), check?.Plan) switch
        {
            (null, { } plan) =>
                Of(check, [.. plan.Resources.Select(resource => ResourceStates.Of(resource, check.KeptOf(resource) is not null))]),
            (var doubt, _) => new(ResourceState.Unknown, [], check?.PlannedAt, doubt),
        };

    static StageHealth Of(ResourceCheck check, IReadOnlyList<ResourceState> states) =>
        new(
            ResourceStates.Worst(states), [.. check.Kept.Select(kept => kept.ByName).Distinct(StringComparer.Ordinal)], check.PlannedAt,
            null)
        {
            Openings = check.Openings,
            Counts =
            [
                .. states
                .Where(state => state is not ResourceState.InSync)
                .GroupBy(state => state)
                .OrderByDescending(group => ResourceStates.Weight(group.Key))
                    .Select(group => (group.Key, group.Count())),
            ],
        };
}
