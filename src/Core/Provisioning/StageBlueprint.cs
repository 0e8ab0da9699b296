using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning;

/// <summary>The Azure resources a stage should have.</summary>
public sealed record StageBlueprint(IReadOnlyList<ManagedResource> Resources)
{
    /// <summary>The resources of every stage; what one needs stands before it. This list is the whole story.</summary>
    public static StageBlueprint Standard(StageResources stage) => new(
    [
        new ResourceGroup(stage),
        new StorageAccount(stage),
        new BlobContainer(stage),
    ]);

    /// <summary>Every setting that Azure would refuse, found without asking it.</summary>
    public IReadOnlyList<SettingFault> Faults() => [.. Resources.SelectMany(resource => resource.Faults()).Distinct()];
}
