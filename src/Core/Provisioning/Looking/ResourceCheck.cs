using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>How a stage's resources were when they were last looked at, and which differences an admin keeps.</summary>
public sealed class ResourceCheck
{
    ResourceCheck()
    {
    }

    public ResourceCheck(string pipeline, string stage) => (Pipeline, Stage) = (pipeline, stage);

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    /// <summary>When the last look began, whether or not it succeeded.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Why the last look failed; <see cref="Plan"/> is then an older one.</summary>
    public string? Fault { get; private set; }

    public ResourcePlan? Plan { get; private set; }

    /// <summary>When the look that found <see cref="Plan"/> began: whatever happened later may be missing in it.</summary>
    public DateTimeOffset? PlannedAt { get; private set; }

    /// <summary>Of the first of the looks that have been failing since; null when the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Differences that are known and meant, resource by resource.</summary>
    public IReadOnlyList<KeptDifference> Kept { get; private set; } = [];

    public KeptDifference? KeptOf(PlannedResource resource) => Kept.FirstOrDefault(kept => kept.Holds(resource));

    /// <summary>What stands open in <see cref="Plan"/> by somebody's hand, without what is kept so.</summary>
    internal IReadOnlyList<string> Openings =>
        Planning.Openings.Standing(Plan?.Resources.Where(resource => KeptOf(resource) is null) ?? []);

    /// <returns>What was kept and is another difference by now, or none: it is not kept any more.</returns>
    internal IReadOnlyList<KeptDifference> Found(ResourcePlan plan, DateTimeOffset at)
    {
        (Plan, PlannedAt, CheckedAt, Fault, FailingSince) = (plan, at, at, null, null);
        List<KeptDifference> lapsed = [.. Kept.Where(kept => !plan.Resources.Any(kept.Stays))];
        Kept = [.. Kept.Except(lapsed)];
        return lapsed;
    }

    internal void CouldNotLook(string fault, DateTimeOffset at) => (Fault, CheckedAt, FailingSince) = (fault, at, FailingSince ?? at);

    internal void Keep(IReadOnlyList<KeptDifference> differences) =>
        Kept = [.. Kept.Where(
            kept => !differences.Any(other => string.Equals(other.ResourceId, kept.ResourceId, StringComparison.OrdinalIgnoreCase))),
            .. differences];
}
