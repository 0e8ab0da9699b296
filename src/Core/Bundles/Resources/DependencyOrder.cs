using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Puts what is referred to first, and otherwise sorts by key. What this engine does not deploy is nothing to wait for.</summary>
sealed class DependencyOrder(IReadOnlyDictionary<string, ResourceNode> nodes, MapNode root, Findings findings)
{
    readonly List<ResourceNode> _sorted = [];
    readonly HashSet<string> _done = new(StringComparer.Ordinal);
    readonly List<string> _way = [];

    /// <returns>Nothing when there is a cycle, which is said.</returns>
    public IReadOnlyList<ResourceNode> Sort() => nodes.Keys.Order(StringComparer.Ordinal).All(Visit) ? _sorted : [];

    bool Visit(string key)
    {
        if (_done.Contains(key))
        {
            return true;
        }

        if (_way.IndexOf(key) is >= 0 and var start)
        {
            var place = Place(_way[^1], key);
            findings.Error($"cycle detected between resources: {string.Join(" -> ", _way.Skip(start).Append(key))}", place.Path, place.Value);
            return false;
        }

        _way.Add(key);
        if (!nodes[key].DependsOn.Where(nodes.ContainsKey).All(Visit))
        {
            return false;
        }

        _way.RemoveAt(_way.Count - 1);
        _done.Add(key);
        _sorted.Add(nodes[key]);
        return true;
    }

    /// <summary>Where one resource refers to another, as it does.</summary>
    ReferencePlace Place(string from, string to) => ReferencePlace.In(root.At(from.Split('.')), new(from))
        .First(place => string.Equals(References.NodeOf(place.Reference), to, StringComparison.Ordinal));
}
