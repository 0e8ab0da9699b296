using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's catalog; it keeps its tables in the stage's container. Source: https://docs.databricks.com/api/azure/workspace/catalogs</summary>
public sealed record Catalog(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Catalog";

    public override string Name => Stage.Catalog!.Catalog;

    public override string Stays => "It holds tables. Delete it in Databricks (Catalog Explorer).";

    public override string Address => $"{Root}/catalogs/{Name}";

    public override IReadOnlyList<string> Needs => [new ExternalLocation(Stage).Id, Metastore];

    public override string Privilege => "CREATE_CATALOG";

    public override JsonObject Body() => new() { ["name"] = Name };

    /// <summary>Where it keeps its tables is decided when it is made, and nobody's business afterwards.</summary>
    public override CatalogCall Write(JsonObject wanted, JsonObject? found)
    {
        var body = wanted.DeepClone().AsObject();
        if (Stage.AccessConnector is not null)
        {
            body["storage_root"] = $"{new ExternalLocation(Stage).Url}{Name}";
        }

        return new(HttpMethod.Post, $"{Root}/catalogs", body);
    }

    public override IEnumerable<SettingFault> Faults() => CatalogNames.Catalog(Name);
}
