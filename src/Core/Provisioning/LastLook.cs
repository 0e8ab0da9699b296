namespace ReleasePortal.Core.Provisioning;

/// <summary>Whether the last look at a stage tells how it is now. Board and page ask here, so that they say the same.</summary>
static class LastLook
{
    /// <summary>A look that is late by as long again tells nothing any more.</summary>
    const int Intervals = 2;

    /// <param name="described">The resources of the settings of now.</param>
    /// <returns>Why it tells nothing about now; null when it does.</returns>
    public static string? DoubtOf(ResourceCheck? check, StageBlueprint described, TimeSpan interval, DateTimeOffset now) => check switch
    {
        { Fault: not null } => "the last look failed",
        null or { PlannedAt: null } => "nobody has looked yet",
        { Plan: { } plan } when !plan.Resources.Select(resource => resource.Id).ToHashSet(StringComparer.OrdinalIgnoreCase)
            .SetEquals(described.Resources.Select(resource => resource.Id)) => "the settings have changed since the last look",
        { PlannedAt: { } at } when now - at > Intervals * interval => "the last look is too old",
        _ => null,
    };
}
