using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>After a target added its items to a job's lists, items with the same key become one. Tasks end up sorted.</summary>
static class JobMerges
{
    static readonly (string List, string Key)[] Keyed = [("job_clusters", "job_cluster_key"), ("parameters", "name"), ("tasks", "task_key")];

    public static MapNode Apply(MapNode root, Findings findings)
    {
        foreach (var (type, resources) in (root["resources"] as MapNode)?.Entries ?? [])
        {
            foreach (var key in (resources as MapNode)?.Entries.Where(entry => entry.Value is not MapNode).Select(entry => entry.Key) ?? [])
            {
                findings.Error($"{type} {key} is not defined", NodePath.Of("resources", type, key), resources.At(key));
            }
        }

        return Jobs.Change(root, (path, job) => Compute(Sorted(Merge(job, path, findings)), path));
    }

    static MapNode Merge(MapNode job, NodePath path, Findings findings)
    {
        foreach (var (list, key) in Keyed)
        {
            job = job[list] is ListNode items
                ? job.Set(list, MergeNodes.ByKey(items, item => item.TextAt(key), path.Key(list), findings))
                : job;
        }

        return job;
    }

    static MapNode Sorted(MapNode job) => job["tasks"] is ListNode tasks
        ? job.Set("tasks", new ListNode([.. tasks.Items.OrderBy(task => task.TextAt("task_key"), StringComparer.Ordinal)], tasks.Locations))
        : job;

    /// <summary>What contradicts itself in a cluster is settled the way the vendor's server would refuse not to.</summary>
    static MapNode Compute(MapNode job, NodePath path)
    {
        job = job["job_clusters"] is not ListNode clusters ? job : job.Set("job_clusters", new ListNode(
            [.. clusters.Items.Select(item => item is MapNode map ? map.Within("new_cluster", Explicit).Within("new_cluster", Pooled) : item)],
            clusters.Locations));
        return Jobs.ChangeTasks(job, path, (_, task) => task.Within("new_cluster", Pooled));
    }

    static MapNode Explicit(MapNode cluster) => cluster["autoscale"] is null ? cluster.Default("num_workers", ScalarNode.Of(0)) : cluster;

    static MapNode Pooled(MapNode cluster) => cluster["instance_pool_id"] is null
        ? cluster.Set("driver_instance_pool_id", null)
        : cluster.Set("node_type_id", null).Set("driver_node_type_id", null).Set("enable_elastic_disk", null);
}
