using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>What the states of resources mean, each and together.</summary>
public static class ResourceStates
{
    /// <summary>The one that most wants to be seen; in sync when there is none.</summary>
    public static ResourceState Worst(IEnumerable<ResourceState> states) => states.DefaultIfEmpty(ResourceState.InSync).MaxBy(Weight);

    /// <param name="isKept">An admin says that the difference is meant.</param>
    internal static ResourceState Of(PlannedResource resource, bool isKept) => resource.Action switch
    {
        _ when resource.IsBusy => ResourceState.Working,
        ResourceAction.Unchanged => ResourceState.InSync,
        ResourceAction.Create or ResourceAction.Update when isKept => ResourceState.Kept,
        ResourceAction.Create =>
            resource.Changes.Any(change => change.Cause is ChangeCause.ByHand) ? ResourceState.Missing : ResourceState.ToCreate,
        ResourceAction.Update =>
            resource.Changes.All(change => change.Cause is ChangeCause.Description) ? ResourceState.Described : ResourceState.Drifted,
        ResourceAction.NeedsReplacement => ResourceState.NeedsReplacement,
        ResourceAction.Blocked => ResourceState.Blocked,
        _ => ResourceState.Unknown,
    };

    /// <summary>The higher, the more it wants to be seen.</summary>
    public static int Weight(ResourceState state) => state switch
    {
        ResourceState.InSync => 0,
        ResourceState.Done => 1,
        ResourceState.Kept => 2,
        ResourceState.Unknown => 3,
        ResourceState.Described => 4,
        ResourceState.ToCreate => 5,
        ResourceState.Missing => 6,
        ResourceState.Drifted => 7,
        ResourceState.Working => 8,
        _ => 9,
    };
}
