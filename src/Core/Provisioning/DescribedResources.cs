using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What the settings of all stages of all pipelines describe. Stages may share a resource, so what one of them no longer names may be another's.</summary>
public sealed class DescribedResources
{
    readonly Lazy<HashSet<string>> _keys;
    readonly Lazy<IReadOnlyList<ManagedResource>> _locks;

    public DescribedResources(PipelineCatalog pipelines, StageBlueprints blueprints)
    {
        var all = new Lazy<IReadOnlyList<ManagedResource>>(() => [.. pipelines.All.SelectMany(pipeline => pipeline.Stages).SelectMany(stage => blueprints.Of(stage).Resources)]);
        _keys = new(() => all.Value.SelectMany(resource => resource.Parts.Select(part => part.Id).Append(KeyOf(resource))).ToHashSet(StringComparer.OrdinalIgnoreCase));
        _locks = new(() => [.. all.Value.Where(resource => resource.Kind is FormerResources.LockKind)]);
    }

    internal IReadOnlyList<ManagedResource> Locks => _locks.Value;

    internal bool Holds(ResourceRecord record) => _keys.Value.Contains(KeyOf(record));

    /// <summary>What Unity Catalog keeps belongs to the metastore, under whichever address of a workspace it is asked for.</summary>
    internal static string KeyOf(ResourceRecord record) => record.Workspace is null ? record.Id : $"{record.Kind}|{record.Name}";

    static string KeyOf(ManagedResource resource) => resource is CatalogResource ? $"{resource.Kind}|{resource.Name}" : resource.Id;
}
