using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A job. Its wish is the whole settings object, which replaces what the workspace has.</summary>
sealed class JobResource : BundleResource
{
    public override string Type => "jobs";

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

    public override async Task<string?> FindLostAsync(
        DatabricksWorkspace workspace, JsonObject wish, IReadOnlyCollection<string> knownIds, CancellationToken cancellationToken)
    {
        foreach (var candidate in await workspace.Jobs.ListAsync((string?)wish["name"] ?? "", cancellationToken))
        {
            var id = candidate.JobId.ToString(CultureInfo.InvariantCulture);
            if (!knownIds.Contains(id, StringComparer.Ordinal)
                && await workspace.Jobs.GetAsync(candidate.JobId, cancellationToken) is { } job
                && IsOurs(job.Settings, wish))
            {
                return id;
            }
        }

        return null;
    }

    public override async Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken)
    {
        try
        {
            return (await workspace.Jobs.CreateAsync(wish, cancellationToken)).ToString(CultureInfo.InvariantCulture);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            throw Wrong(wish, fault);
        }
    }

    public override async Task UpdateAsync(DatabricksWorkspace workspace, string id, JsonObject wish, CancellationToken cancellationToken)
    {
        try
        {
            await workspace.Jobs.ResetAsync(Number(id), wish, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            throw Wrong(wish, fault);
        }
    }

    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Jobs.DeleteAsync(Number(id), cancellationToken);

    static BundleInvalidException Wrong(JsonObject wish, DatabricksException fault) =>
        new($"Databricks does not accept the job '{wish["name"]}': {fault.Detail}", fault);

    /// <summary>The metadata file's path is unique per bundle, target and workspace, and the job names it from its creation on.</summary>
    static bool IsOurs(JsonObject settings, JsonObject wish) =>
        string.Equals((string?)settings["name"], (string?)wish["name"], StringComparison.Ordinal)
        && string.Equals(
            (string?)settings["deployment"]?["metadata_file_path"],
            (string?)wish["deployment"]?["metadata_file_path"],
            StringComparison.Ordinal);

    static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
