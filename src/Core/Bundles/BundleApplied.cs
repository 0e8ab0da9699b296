using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Bundles;

/// <summary>What a deployment did.</summary>
/// <param name="Plan">As it stood when the deployment held the lock.</param>
public sealed record BundleApplied(BundlePlan Plan, IReadOnlyList<AppliedResource> Resources)
{
    /// <summary>For example <c>2 created, 1 updated, 0 recreated, 0 deleted, 3 unchanged</c>.</summary>
    public static string Sum(IReadOnlyList<AppliedResource> resources)
    {
        int Count(PlanAction action) => resources.Count(resource => resource.Action == action);
        return $"{Count(PlanAction.Create)} created, {Count(PlanAction.Update)} updated, {Count(PlanAction.Recreate)} recreated, "
            + $"{Count(PlanAction.Delete)} deleted, {Count(PlanAction.Unchanged)} unchanged";
    }
}

/// <param name="Id">In the workspace; a job's is its number.</param>
public sealed record AppliedResource(string Key, string Name, string Id, PlanAction Action);
