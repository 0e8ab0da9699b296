using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>After a target added its items to a resource's lists, items with the same key become one. Tasks end up sorted.</summary>
static class KeyedLists
{
    static readonly (string Type, string List, Func<Node, string?> Key)[] Lists =
    [
        ("jobs", "job_clusters", item => item.TextAt("job_cluster_key")),
        ("jobs", "parameters", item => item.TextAt("name")),
        ("jobs", "tasks", item => item.TextAt("task_key")),
        ("pipelines", "clusters", item => item.TextAt("label")?.ToLowerInvariant() is { Length: > 0 } label ? label : "default"),
        ("apps", "resources", item => item.TextAt("name")),
    ];

    public static MapNode Merge(MapNode root, Findings findings)
    {
        foreach (var (type, list, key) in Lists)
        {
            root = ResourceMaps.Change(root, type, (path, resource) => Merge(resource, list, key, path, findings));
        }

        root = ResourceMaps.ChangeAll(root,
            (_, path, resource) => Distinct(Merge(resource, "grants", item => item.TextAt("principal"), path, findings)));
        return Jobs.Change(root, (_, job) => job["tasks"] is ListNode tasks
            ? job.Set("tasks", new ListNode(
                [.. tasks.Items.OrderBy(task => task.TextAt("task_key"), StringComparer.Ordinal)],
                tasks.Locations))
            : job);
    }

    static MapNode Merge(MapNode resource, string list, Func<Node, string?> key, NodePath path, Findings findings) =>
        resource[list] is ListNode items ? resource.Set(list, MergeNodes.ByKey(items, key, path.Key(list), findings)) : resource;

    static MapNode Distinct(MapNode resource) => resource["grants"] is not ListNode grants ? resource : resource.Set("grants", new ListNode(
        [.. grants.Items.Select(grant => grant is MapNode map && map["privileges"] is ListNode privileges
            ? map.Set("privileges", Distinct(privileges))
            : grant)],
        grants.Locations));

    static ListNode Distinct(ListNode privileges) =>
        new([.. privileges.Items.DistinctBy(item => (item as ScalarNode)?.Text, StringComparer.Ordinal)], privileges.Locations);
}
