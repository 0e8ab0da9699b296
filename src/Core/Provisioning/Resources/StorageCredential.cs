using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Lets Unity Catalog act as the access connector. Source: https://docs.databricks.com/api/azure/workspace/storagecredentials</summary>
public sealed record StorageCredential(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Storage credential";

    public override string Name => $"sc-{Stage.StorageAccount}";

    public override string Address => $"{Root}/storage-credentials/{Name}";

    public override IReadOnlyList<string> Needs => [new AccessConnector(Stage).Id, Metastore];

    public override string Privilege => "CREATE_STORAGE_CREDENTIAL";

    public override JsonObject Body() => new()
    {
        ["name"] = Name,
        ["azure_managed_identity"] = new JsonObject { ["access_connector_id"] = new AccessConnector(Stage).Id },
    };

    public override CatalogCall Write(JsonObject wanted, JsonObject? found) =>
        found is null ? new(HttpMethod.Post, $"{Root}/storage-credentials", wanted) : new(HttpMethod.Patch, Address, wanted);
}
