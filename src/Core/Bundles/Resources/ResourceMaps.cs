using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Walks the resources of a configuration.</summary>
static class ResourceMaps
{
    /// <summary>Changes every resource of a type.</summary>
    public static MapNode Change(MapNode root, string type, Func<NodePath, MapNode, MapNode> change) =>
        root.Within("resources", resources => resources.Within(type, group => group.Select((key, resource) =>
            resource is MapNode map ? change(NodePath.Of("resources", type, key), map) : resource)));

    /// <summary>Changes every resource of every type.</summary>
    public static MapNode ChangeAll(MapNode root, Func<string, NodePath, MapNode, MapNode> change) =>
        Types(root).Aggregate(root, (all, type) => Change(all, type, (path, resource) => change(type, path, resource)));

    public static IEnumerable<(NodePath Path, MapNode Resource)> All(MapNode root, string type) =>
        from entry in (root.At("resources", type) as MapNode)?.Entries ?? []
        where entry.Value is MapNode
        select (NodePath.Of("resources", type, entry.Key), (MapNode)entry.Value);

    /// <summary>The types that have a resource.</summary>
    public static IReadOnlyList<string> Types(MapNode root) =>
        [.. from entry in (root["resources"] as MapNode)?.Entries ?? [] where entry.Value is MapNode { Count: > 0 } select entry.Key];
}
