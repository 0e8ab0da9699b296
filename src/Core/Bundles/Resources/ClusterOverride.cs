using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>While developing, every task that wants a cluster may be sent to one that already runs.</summary>
static class ClusterOverride
{
    static readonly string[] Compute = ["new_cluster", "existing_cluster_id", "job_cluster_key"];

    /// <param name="requested">Stronger than what the bundle says.</param>
    public static MapNode Apply(MapNode root, string? requested, Findings findings)
    {
        var clusterId = requested is { Length: > 0 } ? requested : root.TextAt("bundle", "cluster_id");
        if (clusterId is not { Length: > 0 })
        {
            return root;
        }

        if (root.TextAt("bundle", "mode") is not "development")
        {
            findings.Error(
                "cannot override compute for a target that does not use 'mode: development'",
                NodePath.Of("bundle", "cluster_id"),
                root.At("bundle", "cluster_id"));
            return root;
        }

        var id = ScalarNode.Of(clusterId);
        return Jobs.Change(root.SetAt(["bundle", "cluster_id"], id), (path, job) => Jobs.ChangeTasks(job, path, (_, task) =>
            Array.Exists(Compute, field => task[field] is not null)
                ? task.Set("new_cluster", null).Set("job_cluster_key", null).Set("existing_cluster_id", id)
                : task));
    }
}
