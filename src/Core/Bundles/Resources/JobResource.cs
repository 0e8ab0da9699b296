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
            ("run_if", "ALL_SUCCESS"),
            ("notebook_task.source", "WORKSPACE"),
            ("spark_python_task.source", "WORKSPACE"),
            ("dbt_task.source", "WORKSPACE"),
            ("sql_task.file.source", "WORKSPACE"),
            ("new_cluster.node_type_id", null),
            ("new_cluster.driver_node_type_id", null),
            ("new_cluster.driver_instance_pool_id", null),
            ("new_cluster.enable_elastic_disk", null),
            ("new_cluster.enable_local_disk_encryption", null),
            ("new_cluster.data_security_mode", null),
        ],
        IgnoredRemote =
        [
            "new_cluster.azure_attributes",
            "new_cluster.aws_attributes",
            "new_cluster.gcp_attributes",
            "new_cluster.apply_policy_default_values",
            "deployment.version_id",
        ],
    };

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        (await workspace.Jobs.GetAsync(Number(id), cancellationToken))?.Settings;

    public override bool IsId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public override IReadOnlyList<string> FoundBy => ["name", "deployment"];

    public override async Task<IReadOnlyList<string>> FindLostAsync(DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken)
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
}
