using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A resource key names one resource, over all types and files; only a target may write to it again.</summary>
static class UniqueResources
{
    public static void Check(MapNode root, MapNode included, Findings findings)
    {
        var known = All(root).ToLookup(resource => resource.Key, StringComparer.Ordinal);
        foreach (var resource in All(included))
        {
            foreach (var other in known[resource.Key])
            {
                Refuse(resource, other, findings);
            }
        }
    }

    /// <summary>Inside one file the parser refuses equal keys of one type; two types may still share a key.</summary>
    public static void Check(MapNode root, Findings findings)
    {
        var groups = All(root).GroupBy(resource => resource.Key, StringComparer.Ordinal).Where(group => group.Count() > 1);
        foreach (var group in groups)
        {
            Refuse(group.Last(), group.First(), findings);
        }
    }

    static void Refuse(Resource resource, Resource other, Findings findings) =>
        findings.Error(
            $"multiple resources have been defined with the same key: {resource.Key}",
            resource.Path,
            new ListNode([], [.. other.Node.Locations, .. resource.Node.Locations]));

    static IEnumerable<Resource> All(MapNode root) =>
        from type in (root["resources"] as MapNode)?.Entries ?? []
        from resource in (type.Value as MapNode)?.Entries ?? []
        select new Resource(resource.Key, NodePath.Of("resources", type.Key, resource.Key), resource.Value);

    sealed record Resource(string Key, NodePath Path, Node Node);
}
