using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>Lays one configuration over another: maps recursively, lists one after the other, everything else replaced.</summary>
public static class MergeNodes
{
    public static Node Merge(Node left, Node right, NodePath path, Findings findings) => (left, right) switch
    {
        (ScalarNode { Type: ScalarType.Null }, _) => right,
        (_, ScalarNode { Type: ScalarType.Null }) => left,
        (MapNode a, MapNode b) => MergeMaps(a, b, path, findings),
        (ListNode a, ListNode b) => new ListNode([.. a.Items, .. b.Items], [.. a.Locations, .. b.Locations]),
        (ScalarNode a, ScalarNode b) => new ScalarNode(b.Type, b.Text, [.. b.Locations, .. a.Locations]),
        _ => Refuse(left, right, path, findings),
    };

    public static MapNode MergeMaps(MapNode left, MapNode right, NodePath path, Findings findings)
    {
        var merged = new OrderedDictionary<string, Node>(left.Entries, StringComparer.Ordinal);
        foreach (var (key, value) in right.Entries)
        {
            merged[key] = merged.TryGetValue(key, out var below) ? Merge(below, value, path.Key(key), findings) : value;
        }

        return new(merged, [.. left.Locations, .. right.Locations]);
    }

    /// <summary>Items with the same non-empty key become one, at the place of the first.</summary>
    public static ListNode ByKey(ListNode list, Func<Node, string?> key, NodePath path, Findings findings)
    {
        var merged = new List<Node>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (key(item) is not { Length: > 0 } name)
            {
                merged.Add(item);
            }
            else if (places.TryGetValue(name, out var place))
            {
                merged[place] = Merge(merged[place], item, path.Index(place), findings);
            }
            else
            {
                places[name] = merged.Count;
                merged.Add(item);
            }
        }

        return new(merged, list.Locations);
    }

    static Node Refuse(Node left, Node right, NodePath path, Findings findings)
    {
        findings.Error($"cannot merge {left.Kind} with {right.Kind}", path, right);
        return left;
    }
}
