using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>What a bundle means where it says nothing.</summary>
static class Defaults
{
    static readonly (string Type, string Field, ScalarNode Value)[] Fields =
    [
        ("jobs", "name", ScalarNode.Of("Untitled")),
        ("jobs", "max_concurrent_runs", ScalarNode.Of(1)),
        ("pipelines", "edition", ScalarNode.Of("ADVANCED")),
        ("pipelines", "channel", ScalarNode.Of("CURRENT")),
        ("volumes", "volume_type", ScalarNode.Of("MANAGED")),
        ("clusters", "autotermination_minutes", ScalarNode.Of(60)),
        ("sql_warehouses", "auto_stop_mins", ScalarNode.Of(120)),
        ("sql_warehouses", "enable_photon", ScalarNode.Of(value: true)),
        ("sql_warehouses", "max_num_clusters", ScalarNode.Of(1)),
        ("sql_warehouses", "spot_instance_policy", ScalarNode.Of("COST_OPTIMIZED")),
    ];

    static readonly string[] Shelved = ["dashboards", "genie_spaces", "alerts"];

    public static MapNode Apply(MapNode root)
    {
        root = Fields.Aggregate(root,
            (all, field) => ResourceMaps.Change(all, field.Type,
            (_, resource) => resource.Default(field.Field, field.Value)));
        root = Jobs.Change(root, (_, job) => Presets.PauseTriggers(
            job.Default("queue", MapNode.Empty.Set("enabled", ScalarNode.Of(value: true))), "UNPAUSED"));
        root = Clusters.ChangeAll(root, (_, cluster) => cluster.Within("workload_type", type => type.Within("clients", clients => clients
            .Default("notebooks", ScalarNode.Of(value: true))
            .Default("jobs", ScalarNode.Of(value: true)))));
        return root.At("workspace", "resource_path") is not { } folder ? root : Shelved.Aggregate(
            root, (all, type) => ResourceMaps.Change(all, type, (_, resource) => resource.Default("parent_path", folder)));
    }
}
