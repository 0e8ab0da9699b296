using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The schema that the bundle writes to. Source: https://docs.databricks.com/api/azure/workspace/schemas</summary>
public sealed record CatalogSchema(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Schema";

    public override string Name => $"{Stage.Catalog!.Catalog}.{Stage.Catalog.Schema}";

    public override string Address => $"{Root}/schemas/{Name}";

    public override IReadOnlyList<string> Needs => [new Catalog(Stage).Id];

    public override JsonObject Body() => new() { ["name"] = Stage.Catalog!.Schema, ["catalog_name"] = Stage.Catalog.Catalog };

    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found) =>
        [new(HttpMethod.Post, $"{Root}/schemas", wanted)];

    public override IEnumerable<SettingFault> Faults() => CatalogNames.Schema(Stage.Catalog!.Schema);
}
