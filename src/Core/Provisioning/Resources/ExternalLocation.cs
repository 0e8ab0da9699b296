using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's container as Unity Catalog knows it. Source:
/// https://docs.databricks.com/api/azure/workspace/externallocations</summary>
public sealed record ExternalLocation(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "External location";

    public override string Name => $"el-{Stage.StorageAccount}-{Stage.Container}";

    public override string Address => $"{Root}/external-locations/{Name}";

    public override IReadOnlyList<string> Needs => [new StorageCredential(Stage).Id, new BlobContainer(Stage).Id];

    public string Url => $"abfss://{Stage.Container}@{Stage.StorageAccount}.dfs.core.windows.net/";

    public override string Privilege => "CREATE_EXTERNAL_LOCATION";

    public override JsonObject Body() => new()
    {
        ["name"] = Name,
        ["url"] = Url,
        ["credential_name"] = new StorageCredential(Stage).Name,
        [StorageCredential.ReadOnlyField] = false,
    };

    public override JsonObject Read(JsonObject answer) => StorageCredential.WithReadOnly(answer);

    /// <summary>Not validated: a new role takes Azure minutes to make known, and would be refused until then.</summary>
    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found)
    {
        var body = wanted.DeepClone().AsObject();
        body["skip_validation"] = true;
        return [found is null ? new(HttpMethod.Post, $"{Root}/external-locations", body) : new(HttpMethod.Patch, Address, body)];
    }
}
