using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Bundles;

/// <summary>What a deployment did.</summary>
/// <param name="Plan">As it stood when the deployment held the lock.</param>
public sealed record BundleApplied(BundlePlan Plan, IReadOnlyList<AppliedResource> Resources);

/// <param name="Id">In the workspace; a job's is its number.</param>
public sealed record AppliedResource(string Key, string Name, string Id, PlanAction Action);
