using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

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

    public override JsonObject Body() => Stage.AccessConnector is null
        ? new() { ["name"] = Name }
        : new() { ["name"] = Name, ["storage_root"] = $"{new ExternalLocation(Stage).Url}{Name}" };

    /// <summary>Where it keeps its tables is decided when it is made, and stages may share it; afterwards it is nobody's business.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found) => new() { ["name"] = wanted["name"]!.DeepClone() };

    public override CatalogCall Write(JsonObject wanted, JsonObject? found) => new(HttpMethod.Post, $"{Root}/catalogs", wanted);

    public override IEnumerable<SettingFault> Faults() => CatalogNames.Catalog(Name);
}
