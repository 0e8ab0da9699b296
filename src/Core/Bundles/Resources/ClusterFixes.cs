using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>What contradicts itself in a cluster is settled, for the server would refuse it.</summary>
static class ClusterFixes
{
    const string SingleNode = """
        num_workers should be 0 only for single-node clusters. To create a
        valid single node cluster please ensure that the following properties
        are correctly set in the cluster specification:

          spark_conf:
            spark.databricks.cluster.profile: singleNode
            spark.master: local[*]

          custom_tags:
            ResourceClass: SingleNode
        """;

    public static MapNode Apply(MapNode root, Findings findings)
    {
        root = Clusters.ChangeShared(root,
            (_, cluster) => cluster["autoscale"] is null ? cluster.Default("num_workers", ScalarNode.Of(0)) : cluster);
        return Clusters.ChangeAll(root, (path, cluster) =>
        {
            if (cluster.TextAt("num_workers") is "0" && !Has(cluster, "policy_id") && !IsSingleNode(cluster))
            {
                findings.Warning(
                    "Single node cluster is not correctly configured",
                    path,
                    cluster["num_workers"] is { Locations.Count: > 0 } workers ? workers : cluster,
                    SingleNode);
            }

            return Pooled(cluster);
        });
    }

    static bool IsSingleNode(MapNode cluster) =>
        cluster.TextAt("is_single_node") is "true"
        || (cluster.TextAt("spark_conf", "spark.databricks.cluster.profile") is "singleNode"
            && cluster.TextAt("spark_conf", "spark.master")?.StartsWith("local", StringComparison.Ordinal) is true
            && cluster.TextAt("custom_tags", "ResourceClass") is "SingleNode");

    /// <summary>A pool decides about its machines, so a cluster from it must not.</summary>
    static MapNode Pooled(MapNode cluster) => !Has(cluster, "instance_pool_id")
        ? cluster.Set("driver_instance_pool_id", null)
        : cluster
            .Set("node_type_id", null)
            .Set("driver_node_type_id", null)
            .Set("enable_elastic_disk", null)
            .Within("aws_attributes", attributes => Only(attributes, "instance_profile_arn"))
            .Within("azure_attributes", attributes => Only(attributes, field: null))
            .Within("gcp_attributes", attributes => Only(attributes, "google_service_account"));

    /// <summary>An empty text, as a variable may give it, is no id.</summary>
    static bool Has(MapNode cluster, string field) => cluster.TextAt(field) is { Length: > 0 };

    static MapNode Only(MapNode attributes, string? field) => attributes.Select((key, value) => key == field ? value : null);
}
