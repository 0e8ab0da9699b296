using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Puts the workspace into the metastore that all stages share; moving it to another is left to a person.
/// Source: https://docs.databricks.com/api/azure/account/metastoreassignments</summary>
public sealed record MetastoreAssignment(StageResources Stage) : CatalogResource(Stage)
{
    public override string Kind => "Metastore link";

    public override string Name => Stage.Workspace?.Name ?? "";

    public override string Stays => "All catalogs would vanish from the workspace. Unlink it in the Databricks account console.";

    public override bool IsInAccount => true;

    public override string Address => $"/workspaces/{Number}/metastore";

    public override IReadOnlyList<string> Needs => Stage.Workspace is null ? [] : [new Workspace(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["metastore_id"];

    public override string Anew => "unlink the workspace in the Databricks account console, which takes all catalogs out of it";

    /// <summary>The account knows the workspace by its number, which Azure tells.</summary>
    string Number => Later.Of(new Workspace(Stage).Id, "properties.workspaceId");

    public override JsonObject Body() => new() { ["metastore_id"] = Stage.Catalog!.MetastoreId };

    public override JsonObject Read(JsonObject answer) => answer["metastore_assignment"] as JsonObject ?? answer;

    public override IReadOnlyList<CatalogCall> Write(JsonObject wanted, JsonObject? found) =>
    [
        new(
            HttpMethod.Post,
            $"/workspaces/{Number}/metastores/{Stage.Catalog!.MetastoreId}",
            new() { ["metastore_assignment"] = wanted.DeepClone() }),
    ];

    public override IEnumerable<SettingFault> Faults()
    {
        if (Stage.Workspace is null)
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageCatalog.MetastoreId),
                "needs a workspace that the portal makes (CreateWorkspace) or adopts (WorkspaceId), for its number.");
        }

        if (!Guid.TryParseExact(Stage.Catalog!.MetastoreId, "D", out _))
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageCatalog.MetastoreId), $"'{Stage.Catalog.MetastoreId}' is not the id of a metastore.");
        }
    }
}
