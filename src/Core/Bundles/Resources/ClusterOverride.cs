using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>While developing, every task that wants a cluster may be sent to one that already runs.</summary>
static class ClusterOverride
{
    static readonly string[] Compute = ["new_cluster", "existing_cluster_id", "job_cluster_key"];

    public static MapNode Apply(MapNode root, BundleRequest request, Findings findings)
    {
        var isDeveloping = root.TextAt("bundle", "mode") is "development";
        var asked = Array.Find([request.ClusterId, root.TextAt("bundle", "cluster_id")], id => id is { Length: > 0 });
        var clusterId = asked ?? request.EnvironmentClusterId;
        if (clusterId is not { Length: > 0 })
        {
            return root;
        }

        if (!isDeveloping)
        {
            Refuse(root, asked is null, findings);
            return root;
        }

        var id = ScalarNode.Of(clusterId);
        return Jobs.Change(root.SetAt(["bundle", "cluster_id"], id), (path, job) => Jobs.ChangeTasks(job, path, (_, task) =>
            Array.Exists(Compute, field => task[field] is not null)
                ? task.Set("new_cluster", null).Set("job_cluster_key", null).Set("existing_cluster_id", id)
                : task));
    }

    static void Refuse(MapNode root, bool isByTheWay, Findings findings)
    {
        if (isByTheWay)
        {
            findings.Warning(
                "DATABRICKS_CLUSTER_ID is ignored: the target does not use 'mode: development'", NodePath.Of("bundle", "mode"),
                root.At("bundle", "mode"));
        }
        else
        {
            findings.Error(
                "cannot override compute for a target that does not use 'mode: development'",
                NodePath.Of("bundle", "cluster_id"),
                root.At("bundle", "cluster_id"));
        }
    }
}
