using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Who the caller is. Both kinds of token belong to the service principal.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/currentuser/me</remarks>
sealed class IdentityApi(EntraTenant tenant, MetastoreAccess access)
{
    public void Map(DatabricksRoutes routes) => routes.Get("/api/2.0/preview/scim/v2/Me", _ => new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:workspace:2.0:User"),
        ["id"] = "6188204561730233",
        ["userName"] = tenant.ReleaseClientId.ToString(),
        ["displayName"] = tenant.ReleaseName,
        ["active"] = true,
        ["externalId"] = tenant.ReleaseObjectId.ToString(),
        ["groups"] = new JsonArray([.. access.Groups.Select((group, index) => new JsonObject { ["display"] = group, ["type"] = "direct", ["value"] = $"{171 + index}" })]),
        ["entitlements"] = new JsonArray(new JsonObject { ["value"] = "workspace-access" }, new JsonObject { ["value"] = "databricks-sql-access" }),
    });
}
