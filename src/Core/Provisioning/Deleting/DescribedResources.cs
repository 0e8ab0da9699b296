using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>What the settings of all stages of all pipelines describe. Stages may share a resource, so what one of
/// them no longer names may be another's.</summary>
public sealed class DescribedResources
{
    readonly Lazy<IReadOnlyList<(StageAddress Stage, ManagedResource Resource)>> _all;
    readonly Lazy<HashSet<string>> _keys;
    readonly Lazy<IReadOnlyList<ManagedResource>> _locks;

    public DescribedResources(PipelineCatalog pipelines, StageBlueprints blueprints)
    {
        _all = new(() => [.. from pipeline in pipelines.All
                             from stage in pipeline.Stages
                             from resource in blueprints.Of(stage).Resources
                             select (new StageAddress(pipeline.Key, stage.Name), resource)]);
        _keys = new(
            () => All.SelectMany(resource => resource.Parts.Select(part => part.Id).Append(KeyOf(resource)))
                .ToHashSet(StringComparer.OrdinalIgnoreCase));
        _locks = new(() => [.. All.Where(resource => resource.Kind is FormerResources.LockKind)]);
    }

    IEnumerable<ManagedResource> All => _all.Value.Select(described => described.Resource);

    internal IReadOnlyList<ManagedResource> Locks => _locks.Value;

    internal IEnumerable<Workspace> Workspaces => All.OfType<Workspace>();

    /// <param name="id">Azure's.</param>
    internal bool Describes(string id) => _keys.Value.Contains(id);

    internal bool Holds(ResourceRecord record) => _keys.Value.Contains(KeyOf(record));

    /// <summary>The stages with a resource that holds what is at this address, or lies in it. All of them lie in a
    /// group, so that one does not count.</summary>
    internal IEnumerable<StageAddress> Touching(string address) => _all.Value
        .Where(
            described =>
                described.Resource is not ResourceGroup && (IsIn(address, described.Resource.Id) || IsIn(described.Resource.Id, address)))
        .Select(described => described.Stage);

    /// <summary>The stages whose vault has this name, in whichever group.</summary>
    internal IEnumerable<StageAddress> WithVault(string name) => _all.Value
        .Where(
            described => described.Resource is KeyVault && string.Equals(described.Resource.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(described => described.Stage);

    /// <summary>Whom the settings of any stage name on this catalog, or on one that may be the same.</summary>
    internal IEnumerable<string> PrincipalsOn(StageCatalog catalog) => All.OfType<CatalogGrants>().Select(grants => grants.Stage.Catalog!)
        .Where(other => string.Equals(other.Catalog, catalog.Catalog, StringComparison.OrdinalIgnoreCase)
            && (other.MetastoreId is null
                || catalog.MetastoreId is null
                || string.Equals(other.MetastoreId, catalog.MetastoreId, StringComparison.OrdinalIgnoreCase)))
        .SelectMany(other => other.Grants.Keys);

    /// <summary>Whether the stage's own plans take away what it gave on this catalog.</summary>
    internal bool TakesAway(StageAddress stage, ResourceRecord grants) => grants.Kind is CatalogGrants.KindOfAll
        && _all.Value.Any(
            described => described.Stage == stage
                && described.Resource is Catalog
                && string.Equals(described.Resource.Name, grants.Name, StringComparison.OrdinalIgnoreCase));

    static bool IsIn(string inner, string outer) => $"{inner}/".StartsWith($"{outer}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Unity Catalog keeps belongs to the metastore, under whichever address of a workspace it is asked for.</summary>
    internal static string KeyOf(ResourceRecord record) => record.Workspace is null ? record.Id : $"{record.Kind}|{record.Name}";

    static string KeyOf(ManagedResource resource) => resource is CatalogResource ? $"{resource.Kind}|{resource.Name}" : resource.Id;
}
