using ReleasePortal.Core.People;

namespace ReleasePortal.Core.Provisioning;

/// <summary>How a stage's resources were when they were last looked at, and which difference an admin keeps.</summary>
public sealed class ResourceCheck
{
    ResourceCheck()
    {
    }

    public ResourceCheck(string pipeline, string stage) => (Pipeline, Stage) = (pipeline, stage);

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    /// <summary>Of the last look, whether or not it succeeded.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Why the last look failed; <see cref="Plan"/> is then an older one.</summary>
    public string? Fault { get; private set; }

    public ResourcePlan? Plan { get; private set; }

    /// <summary>When <see cref="Plan"/> was true.</summary>
    public DateTimeOffset? PlannedAt { get; private set; }

    /// <summary>Digest of the plan whose differences are kept as they are.</summary>
    public string? KeptDigest { get; private set; }

    public string? KeptByName { get; private set; }

    public string? KeptReason { get; private set; }

    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>The differences are known and meant; another difference is news again.</summary>
    public bool IsKept => Plan is { IsEmpty: false } plan && string.Equals(plan.Digest, KeptDigest, StringComparison.Ordinal);

    internal void Found(ResourcePlan plan, DateTimeOffset at) => (Plan, PlannedAt, CheckedAt, Fault) = (plan, at, at, null);

    internal void CouldNotLook(string fault, DateTimeOffset at) => (Fault, CheckedAt) = (fault, at);

    internal void Keep(Person person, string reason, DateTimeOffset at) =>
        (KeptDigest, KeptByName, KeptReason, KeptAt) = (Plan!.Digest, person.Name, reason, at);
}
