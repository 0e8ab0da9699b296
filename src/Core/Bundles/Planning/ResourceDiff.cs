using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>Compares the wishes with the state and the live workspace: reads only.</summary>
static class ResourceDiff
{
    /// <returns>Wishes in the order in which they can be carried out, then what is to be deleted.</returns>
    public static async Task<IReadOnlyList<PlannedResource>> ReadAsync(
        ResolvedBundle bundle, RemoteBundle remote, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var known = new KnownValues(bundle.Nodes, remote.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Id, StringComparer.Ordinal));
        var wished = await Task.WhenAll(bundle.Nodes.Select(node => CompareAsync(node, known, remote, workspace, cancellationToken)));
        return [.. wished, .. Gone(bundle, remote)];
    }

    static async Task<PlannedResource> CompareAsync(
        ResourceNode node, KnownValues known, RemoteBundle remote, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var entry = remote.Entries.GetValueOrDefault(node.Key);
        var wish = References.Substitute(node.Wish, known.Find);
        if (entry is null || await node.Resource.ReadAsync(workspace, entry.Id, cancellationToken) is not { } live)
        {
            return PlannedResource.New(node, wish, entry);
        }

        var changes = FieldDiff.Between(entry.State, wish, live, node.Resource.Rules);
        return new(
            node.Key, node.Name, node.Resource, node, entry, changes.Count > 0 ? PlanAction.Update : PlanAction.Unchanged, changes);
    }

    /// <summary>What depends on others goes before them: permissions before their job.</summary>
    static IEnumerable<PlannedResource> Gone(ResolvedBundle bundle, RemoteBundle remote)
    {
        var wanted = bundle.Nodes.Select(node => node.Key).ToHashSet(StringComparer.Ordinal);
        return remote.Entries
            .Where(entry => !wanted.Contains(entry.Key))
            .OrderByDescending(entry => entry.Value.DependsOn?.Count ?? 0)
            .ThenByDescending(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => PlannedResource.Gone(entry.Key, entry.Value, ResourceNodes.KindOf(entry.Key) ?? throw Unknown(entry.Key)));
    }

    static BundleInvalidException Unknown(string key) => new(
        $"resource type '{key.Split('.').ElementAtOrDefault(1)}' is not supported by this engine, and the last deployment made '{key}'.");
}
