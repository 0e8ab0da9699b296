using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Lets Unity Catalog act as the access connector. Source:
/// https://docs.databricks.com/api/azure/workspace/storagecredentials</summary>
public sealed record StorageCredential(StageResources Stage) : CatalogResource(Stage)
{
    /// <summary>Through what may only be read no table is written.</summary>
    internal const string ReadOnlyField = "read_only";

    public override string Kind => "Storage credential";

    public override string Name => $"sc-{Stage.StorageAccount}";

    public override string Address => $"{Root}/storage-credentials/{Name}";

    /// <summary>Unity Catalog is switched to another connector only once that one may read and write.</summary>
    public override IReadOnlyList<string> Needs => [Connector.Id, RoleAssignment.Of(Connector, new StorageAccount(Stage)).Id, Metastore];

    public override string Privilege => "CREATE_STORAGE_CREDENTIAL";

    public override JsonObject Body() => new()
    {
        ["name"] = Name,
        ["azure_managed_identity"] = new JsonObject { ["access_connector_id"] = Connector.Id },
        [ReadOnlyField] = false,
    };

    public override JsonObject Read(JsonObject answer) => WithReadOnly(answer);

    /// <summary>One that locations use is changed by force, and not validated: a new role takes Azure minutes to make known.</summary>
    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found)
    {
        if (found is null)
        {
            return [new(HttpMethod.Post, $"{Root}/storage-credentials", wanted)];
        }

        var body = wanted.DeepClone().AsObject();
        (body["skip_validation"], body["force"]) = (true, true);
        return [new(HttpMethod.Patch, Address, body)];
    }

    /// <summary>Not told, it may be written.</summary>
    internal static JsonObject WithReadOnly(JsonObject answer)
    {
        answer[ReadOnlyField] ??= false;
        return answer;
    }

    AccessConnector Connector => new(Stage);
}
