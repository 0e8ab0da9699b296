using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>An all-purpose cluster. <c>lifecycle.started</c>, where the bundle says it, decides whether it runs after
/// a deployment.</summary>
sealed class ClusterResource : BundleResource
{
    const string Lifecycle = "lifecycle";

    /// <summary>What the workspace tells about a cluster beyond its settings.</summary>
    static readonly string[] NotSettings =
    [
        "cluster_id", "state", "state_message", "start_time", "terminated_time", "last_state_loss_time", "last_restarted_time",
        "creator_user_name",
        "cluster_source", "spark_context_id", "driver", "executors", "default_tags", "cluster_cores", "cluster_memory_mb", "jdbc_port",
        "disk_spec", "init_scripts_safe_mode", "spec", "termination_reason", "cluster_log_status", "effective_spark_version",
        "pinned_by_user_name",
    ];

    public override string Type => "clusters";

    public override string? PermissionsType => "clusters";

    public override IReadOnlyList<string> Outputs => NotSettings;

    public override string PageOf(string id) => $"compute/clusters/{id}";

    public override FieldRules Rules { get; } = new()
    {
        Resizes = ["num_workers", "autoscale"],
        ServerDefaults =
        [
            ("node_type_id", null),
            ("driver_node_type_id", null),
            ("driver_instance_pool_id", null),
            ("enable_elastic_disk", null),
            ("enable_local_disk_encryption", null),
            ("data_security_mode", null),
            ("single_user_name", null),
            ("lifecycle.started", null),
        ],
        IgnoredRemote = ["azure_attributes", "aws_attributes", "gcp_attributes"],
        NotReturned = ["apply_policy_default_values"],
    };

    public override JsonObject Wish(MapNode configuration)
    {
        var wish = base.Wish(configuration);
        if (configuration.TextAt(Lifecycle, "started") is { } started)
        {
            wish[Lifecycle] = new JsonObject { ["started"] = started is "true" };
        }

        return wish;
    }

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken)
    {
        if (await workspace.Clusters.GetAsync(id, cancellationToken) is not { } live)
        {
            return null;
        }

        var runs = Runs(live);
        foreach (var field in NotSettings)
        {
            live.Remove(field);
        }

        live[Lifecycle] = new JsonObject { ["started"] = runs };
        return live;
    }

    public override Task<JsonObject?> DescribeAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Clusters.GetAsync(id, cancellationToken);

    public override IReadOnlyList<string> FoundBy => ["cluster_name"];

    public override async Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken) =>
    [
        .. from cluster in await workspace.Clusters.ListAsync(cancellationToken)
           where string.Equals((string?)cluster["cluster_name"], (string?)lost.Wish["cluster_name"], StringComparison.Ordinal)
           where lost.MayHaveMade((string?)cluster["creator_user_name"], (long?)cluster["start_time"])
           select (string?)cluster["cluster_id"] ?? "",
    ];

    /// <summary>A cluster is born running.</summary>
    public override Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken) =>
        SayingWhatAsync($"cluster '{wish["cluster_name"]}'", async () =>
        {
            var id = await workspace.Clusters.CreateAsync(Settings(wish), cancellationToken);
            if (Started(wish) is false)
            {
                await workspace.Clusters.TerminateAsync(id, cancellationToken);
            }

            return id;
        });

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        SayingWhatAsync($"cluster '{update.Wish["cluster_name"]}'", async () =>
        {
            var runs = update.Live[Lifecycle]?["started"]?.GetValue<bool>() is true;
            if (update.Action is FieldAction.Resize && runs)
            {
                await workspace.Clusters.ResizeAsync(update.Id, Size(update.Wish), cancellationToken);
            }
            else if (update.Fields.Any(field => field is not Lifecycle))
            {
                await workspace.Clusters.EditAsync(update.Id, Settings(update.Wish), cancellationToken);
            }

            var move = (Started(update.Wish), runs) switch
            {
                (true, false) => workspace.Clusters.StartAsync(update.Id, cancellationToken),
                (false, true) => workspace.Clusters.TerminateAsync(update.Id, cancellationToken),
                _ => Task.CompletedTask,
            };
            await move;
            return update.Id;
        });

    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Clusters.DeleteAsync(id, cancellationToken);

    static bool Runs(JsonObject live) => (string?)live["state"] is "RUNNING" or "PENDING" or "RESTARTING" or "RESIZING";

    static bool? Started(JsonObject wish) => wish[Lifecycle]?["started"]?.GetValue<bool>();

    static JsonObject Settings(JsonObject wish)
    {
        var settings = (JsonObject)wish.DeepClone();
        settings.Remove(Lifecycle);
        return settings;
    }

    static JsonObject Size(JsonObject wish) => wish["autoscale"] is { } autoscale
        ? new() { ["autoscale"] = autoscale.DeepClone() }
        : new() { ["num_workers"] = wish["num_workers"]?.DeepClone() ?? 0 };
}
