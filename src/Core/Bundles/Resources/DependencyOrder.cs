using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Puts what is referred to first, and otherwise sorts by key. What this engine does not deploy is nothing to wait for.</summary>
sealed class DependencyOrder(IReadOnlyDictionary<string, ResourceNode> nodes, MapNode root, Findings findings)
{
    readonly Dictionary<string, HashSet<string>> _waits = nodes.Values.ToDictionary(
        node => node.Key, node => node.DependsOn.Where(nodes.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <returns>Nothing when there is a cycle, which is said.</returns>
    public IReadOnlyList<ResourceNode> Sort()
    {
        var sorted = new List<ResourceNode>(nodes.Count);
        var waiting = _waits.SelectMany(wait => wait.Value.Select(need => (Need: need, wait.Key)))
            .ToLookup(wait => wait.Need, wait => wait.Key, StringComparer.Ordinal);
        var ready = new SortedSet<string>(_waits.Where(wait => wait.Value.Count == 0).Select(wait => wait.Key), StringComparer.Ordinal);
        while (ready.Min is { } key)
        {
            ready.Remove(key);
            _waits.Remove(key);
            sorted.Add(nodes[key]);
            ready.UnionWith(waiting[key].Where(next => _waits[next].Remove(key) && _waits[next].Count == 0));
        }

        TellCycles();
        return _waits.Count == 0 ? sorted : [];
    }

    /// <summary>Whatever is left waits for something that is left, so every way through it comes round.</summary>
    void TellCycles()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _waits.Keys.Order(StringComparer.Ordinal).Where(key => !seen.Contains(key)))
        {
            var way = new List<string>();
            var key = start;
            while (seen.Add(key))
            {
                way.Add(key);
                key = _waits[key].Min(StringComparer.Ordinal)!;
            }

            if (way.IndexOf(key) is >= 0 and var first)
            {
                Tell([.. way.Skip(first), key]);
            }
        }
    }

    void Tell(IReadOnlyList<string> way)
    {
        var place = Place(way[^2], way[^1]);
        findings.Error($"cycle detected between resources: {string.Join(" -> ", way)}", place.Path, place.Value);
    }

    /// <summary>Where one resource refers to another, as it does.</summary>
    ReferencePlace Place(string from, string to) => ReferencePlace.In(root.At(from.Split('.')), new(from))
        .First(place => string.Equals(References.NodeOf(place.Reference), to, StringComparison.Ordinal));
}
