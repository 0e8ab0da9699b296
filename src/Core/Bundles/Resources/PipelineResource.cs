using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A declarative pipeline. Its wish is the whole spec, which replaces what the workspace has; its tables die with it.</summary>
sealed class PipelineResource : BundleResource
{
    public override string Type => "pipelines";

    public override bool HoldsData => true;

    public override string? PermissionsType => "pipelines";

    public override FieldRules Rules { get; } = new()
    {
        Recreates =
        [
            "storage",
            "ingestion_definition.connection_name",
            "ingestion_definition.ingestion_gateway_id",
            "gateway_definition.connection_name",
            "gateway_definition.connection_id",
            "gateway_definition.gateway_storage_catalog",
            "gateway_definition.gateway_storage_schema",
        ],
        ServerDefaults =
        [
            ("storage", null),
            ("edition", null),
            ("channel", null),
            ("pipeline_type", null),
            ("run_as", null),
            ("ingestion_definition.source_type", null),
            ("clusters.node_type_id", null),
            ("clusters.driver_node_type_id", null),
            ("clusters.enable_local_disk_encryption", null),
        ],
        IgnoredRemote = ["clusters.azure_attributes", "clusters.aws_attributes", "clusters.gcp_attributes", "deployment.version_id"],
        StorageUrls = ["storage"],
        AnyCase = ["catalog", "schema", "target"],
        NotReturned = ["allow_duplicate_names", "dry_run"],
    };

    public override async Task<JsonObject?> ReadAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken)
    {
        var spec = await workspace.Pipelines.GetAsync(id, cancellationToken);
        spec?.Remove("id");
        return spec;
    }

    public override IReadOnlyList<string> FoundBy => ["name", "deployment"];

    public override async Task<IReadOnlyList<string>> FindLostAsync(
        DatabricksWorkspace workspace, LostCreate lost, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var id in await workspace.Pipelines.ListAsync((string?)lost.Wish["name"] ?? "", cancellationToken))
        {
            if (await workspace.Pipelines.GetAsync(id, cancellationToken) is { } spec && lost.Made(spec))
            {
                found.Add(id);
            }
        }

        return found;
    }

    public override Task<string> CreateAsync(DatabricksWorkspace workspace, JsonObject wish, CancellationToken cancellationToken) =>
        SayingWhatAsync($"pipeline '{wish["name"]}'", () => workspace.Pipelines.CreateAsync(wish, cancellationToken));

    public override Task<string> UpdateAsync(DatabricksWorkspace workspace, ResourceUpdate update, CancellationToken cancellationToken) =>
        SayingWhatAsync($"pipeline '{update.Wish["name"]}'", async () =>
        {
            await workspace.Pipelines.ReplaceAsync(update.Id, update.Wish, cancellationToken);
            return update.Id;
        });

    public override Task DeleteAsync(DatabricksWorkspace workspace, string id, CancellationToken cancellationToken) =>
        workspace.Pipelines.DeleteAsync(id, cancellationToken);
}
