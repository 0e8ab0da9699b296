using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Looking;

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
        { Plan: { } plan } when !IsOf(plan, described) => "the settings have changed since the last look",
        { PlannedAt: { } at } when now - at > Intervals * interval => "the last look is too old",
        _ => null,
    };

    /// <summary>Grants that no settings name any more are still in a plan, as long as there is something to take away.</summary>
    static bool IsOf(ResourcePlan plan, StageBlueprint described)
    {
        var ids = described.Resources.Select(resource => resource.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return plan.Resources.Where(resource => resource.Kind is not CatalogGrants.KindOfAll || ids.Contains(resource.Id))
            .Select(resource => resource.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(ids);
    }
}
