using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Provisioning.Looking;

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

    /// <summary>Why what is shown tells nothing about now, as part of a sentence; null when it does.</summary>
    public required string? Doubt { get; init; }

    public required IReadOnlyList<ResourceView> Resources { get; init; }

    /// <summary>What would be done, in the words of a promotion's plan.</summary>
    public required IReadOnlyList<PlannedChange> Plan { get; init; }

    /// <summary>What somebody opened by hand and nobody keeps so, the worst first; see <see cref="Planning.Openings"/>. Empty when nobody
    /// knows.</summary>
    public required IReadOnlyList<string> Openings { get; init; }

    public required string? Digest { get; init; }

    public required ReleaseLine? Live { get; init; }

    /// <summary>Number of the deployment that is at them right now.</summary>
    public required int? Deployment { get; init; }

    /// <summary>Number of the one that was at them since the last look.</summary>
    public required int? Did { get; init; }

    /// <summary>What the one of these two is called; see <see cref="PromotionName"/>.</summary>
    public required string? DeploymentName { get; init; }

    /// <summary>When it was last applied to the end, and in which release's name.</summary>
    public required AppliedView? LastApplied { get; init; }

    /// <summary>Number of the promotion that asks for the plan by itself and waits for approvals.</summary>
    public required int? Requested { get; init; }

    /// <summary>What the portal made, or found as described, and no settings name any more.</summary>
    public required IReadOnlyList<FormerView> Former { get; init; }

    public required TimeSpan CheckInterval { get; init; }

    public bool Differs => Resources.Any(resource => resource.State is not (ResourceState.InSync or ResourceState.Done));

    /// <summary>Those that the plan makes or changes.</summary>
    public IReadOnlyList<ResourceView> Changed => [.. Resources.Where(resource => Plan.Any(change =>
        change.Action is ChangeAction.Create or ChangeAction.Update
            && string.Equals(change.Key, resource.Id, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Everything that differs is meant to.</summary>
    public bool IsKept =>
        Differs && Resources.All(resource => resource.State is ResourceState.InSync or ResourceState.Done or ResourceState.Kept);
}

/// <param name="Needs">Ids of the resources that come first.</param>
/// <param name="IsPurgeable">A deleted vault holds its name and may be purged.</param>
public sealed record ResourceView(
    string Id, string Kind, string Name, ResourceState State, IReadOnlyList<string> Needs, string? Reason, bool IsPurgeable = false)
{
    /// <summary>What an admin may keep as it is; see <see cref="PlannedResource.Difference"/>. Null when there is
    /// nothing to keep.</summary>
    public string? Keepable { get; init; }

    public KeptView? Kept { get; init; }
}

/// <param name="Deployment">Number of the one that made it; null when the portal did not make it, but found it as described.</param>
/// <param name="Since">When it was made, or first found.</param>
/// <param name="Stays">Why it cannot be deleted here, and where it can; null when an admin may.</param>
public sealed record FormerView(string Id, string Kind, string Name, int? Deployment, DateTimeOffset Since, string? Stays);

/// <summary>By whom and why a difference is meant.</summary>
public sealed record KeptView(string By, string Reason, DateTimeOffset At);
