namespace ReleasePortal.Core.Provisioning;

/// <summary>What the states of resources mean together.</summary>
public static class ResourceStates
{
    /// <summary>The one that most wants to be seen; in sync when there is none.</summary>
    public static ResourceState Worst(IEnumerable<ResourceState> states) => states.DefaultIfEmpty(ResourceState.InSync).MaxBy(Weight);

    internal static ResourceState Of(ResourceAction action) => action switch
    {
        ResourceAction.Unchanged => ResourceState.InSync,
        ResourceAction.Create => ResourceState.ToCreate,
        ResourceAction.Update => ResourceState.Drifted,
        ResourceAction.NeedsReplacement => ResourceState.NeedsReplacement,
        ResourceAction.Blocked => ResourceState.Blocked,
        _ => ResourceState.Unknown,
    };

    static int Weight(ResourceState state) => state switch
    {
        ResourceState.InSync => 0,
        ResourceState.Done => 1,
        ResourceState.Unknown => 2,
        ResourceState.ToCreate => 3,
        ResourceState.Drifted => 4,
        ResourceState.Working => 5,
        _ => 6,
    };
}
