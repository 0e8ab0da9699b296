using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>Compares the wishes with the state and the live workspace: reads only.</summary>
sealed class ResourceDiff(IReadOnlyList<ResourceNode> nodes, IReadOnlyDictionary<string, StateEntry> entries, DatabricksWorkspace workspace)
{
    readonly HashSet<string> _keys = [.. nodes.Select(node => node.Key)];
    readonly KnownValues _known = new(nodes);
    readonly Dictionary<string, PlannedResource> _planned = new(StringComparer.Ordinal);

    /// <returns>Wishes in the order in which they can be carried out, then what is to be deleted.</returns>
    /// <exception cref="BundleInvalidException">The state names what this engine does not know, or something
    /// protected would be destroyed.</exception>
    public async Task<IReadOnlyList<PlannedResource>> ReadAsync(CancellationToken cancellationToken)
    {
        var kinds = entries.ToDictionary(entry => entry.Key, entry => ResourceKinds.OfState(entry.Key), StringComparer.Ordinal);
        var live = await LiveResources.ReadAsync(workspace, entries, kinds, cancellationToken);
        foreach (var node in nodes)
        {
            var planned = await CompareAsync(node, live, cancellationToken);
            _planned.Add(node.Key, planned);
            if (planned.KeepsItsId)
            {
                _known.Learn(node.Key, planned.Entry!.Id);
            }
        }

        CheckProtected();
        var kept = _planned.Values.Select(planned => planned.StateKey).ToHashSet(StringComparer.Ordinal);
        var gone = entries.Where(entry => !kept.Contains(entry.Key)).OrderByDescending(entry => entry.Key, StringComparer.Ordinal);
        return [.. _planned.Values, .. gone.Select(
            entry => PlannedResource.Gone(entry.Key, entry.Value, kinds[entry.Key], live.GetValueOrDefault(entry.Key)))];
    }

    async Task<PlannedResource> CompareAsync(
        ResourceNode node, IReadOnlyDictionary<string, JsonObject> lives, CancellationToken cancellationToken)
    {
        var wish = await _known.WishAsync(node, workspace, cancellationToken);
        var key = entries.ContainsKey(node.Key) ? node.Key : KeyBefore(node, wish) ?? node.Key;
        var (entry, live) = (entries.GetValueOrDefault(key), lives.GetValueOrDefault(key));
        var planned = entry is null || live is null ? PlannedResource.New(node, wish, entry)
            : !DiesWithAnother(node) ? PlannedResource.Known(node, wish, entry, live)
            : PlannedResource.New(node, wish, entry) with { Live = live, Action = node.IsChild ? PlanAction.Create : PlanAction.Recreate };
        return planned with { StateKey = key };
    }

    /// <summary>A name of Unity Catalog that only got another key in the bundle is the same thing, with its data and its grants.</summary>
    string? KeyBefore(ResourceNode node, JsonObject wish)
    {
        if (node.IsChild)
        {
            var dot = node.Key.LastIndexOf('.');
            return _planned[node.Key[..dot]].StateKey + node.Key[dot..] is var child && entries.ContainsKey(child) ? child : null;
        }

        return node.Resource is CatalogResource kind
            ? entries.Where(
                entry => ResourceKinds.Known(entry.Key) == kind
                    && string.Equals(entry.Value.Id, kind.FullName(wish), StringComparison.OrdinalIgnoreCase))
                .Select(entry => entry.Key).FirstOrDefault(key => !_keys.Contains(key))
            : null;
    }

    /// <summary>Permissions and grants are those of the thing that goes; a schema takes its volumes along.</summary>
    bool DiesWithAnother(ResourceNode node) => node.DependsOn.Select(key => _planned[key]).Any(other =>
        other.Action is PlanAction.Recreate or PlanAction.Create
            && (node.IsChild || (node.Resource is VolumeResource && other.Resource is SchemaResource)));

    void CheckProtected()
    {
        var doomed = _planned.Values.Where(planned => planned is { Node.IsProtected: true, Action: PlanAction.Recreate })
            .Select(planned => planned.Key)
            .ToArray();
        if (doomed.Length > 0)
        {
            throw Protected(doomed);
        }
    }

    public static BundleInvalidException Protected(IEnumerable<string> keys) => new(string.Join('\n', keys.Select(key =>
        $"{key} has lifecycle.prevent_destroy set, but the plan calls for it to be recreated or destroyed.")));
}
