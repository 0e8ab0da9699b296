using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A job. Its wish is the whole settings object, which replaces what the workspace has.</summary>
sealed class JobResource : BundleResource
{
    public override string Type => "jobs";

    public override string? PermissionsType => "jobs";

    public override FieldRules Rules { get; } = new()
    {
        ServerDefaults =
        [
            ("format", null),
            ("run_as", null),
            .. InTasks("run_if", "ALL_SUCCESS"),
            .. InTasks("notebook_task.source", "WORKSPACE"),
            .. InTasks("spark_python_task.source", "WORKSPACE"),
            .. InTasks("dbt_task.source", "WORKSPACE"),
            .. InTasks("sql_task.file.source", "WORKSPACE"),
            .. InClusters(
                "node_type_id",
                "driver_node_type_id",
                "driver_instance_pool_id",
                "enable_elastic_disk",
                "enable_local_disk_encryption",
                "data_security_mode").Select(pattern => (pattern, (string?)null)),
        ],
        IgnoredRemote =
        [
            "deployment.version_id",
            .. InClusters("azure_attributes", "aws_attributes", "gcp_attributes", "apply_policy_default_values"),
        ],
    };

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        (await workspace.Jobs.GetAsync(Number(id), cancellationToken))?.Settings;

    public override bool IsId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public override IReadOnlyList<string> FoundBy => ["name", "deployment"];

    public override async Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var candidate in await workspace.Jobs.ListAsync((string?)lost.Wish["name"] ?? "", cancellationToken))
        {
            if (await workspace.Jobs.GetAsync(candidate.JobId, cancellationToken) is { } job && lost.Made(job.Settings))
            {
                found.Add(Text(candidate.JobId));
            }
        }

        return found;
    }

    public override Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken) =>
        SayingWhatAsync($"job '{wish["name"]}'", async () => Text(await workspace.Jobs.CreateAsync(wish, cancellationToken)));

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        SayingWhatAsync($"job '{update.Wish["name"]}'", async () =>
        {
            await workspace.Jobs.ResetAsync(Number(update.Id), update.Wish, cancellationToken);
            return update.Id;
        });

    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Jobs.DeleteAsync(Number(id), cancellationToken);

    static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    static IEnumerable<(string Pattern, string? Value)> InTasks(string field, string value) =>
        [($"tasks.{field}", value), ($"tasks.for_each_task.task.{field}", value)];

    static IEnumerable<string> InClusters(params string[] fields) => fields.SelectMany(field => new[]
    {
        $"job_clusters.new_cluster.{field}",
        $"tasks.new_cluster.{field}",
        $"tasks.for_each_task.task.new_cluster.{field}",
    });
}
