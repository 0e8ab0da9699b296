using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Privileges on schemas and volumes.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/grants</remarks>
sealed class GrantsApi(StateFile<DatabricksState> state, Func<string, bool> isDeleted)
{
    public void Map(DatabricksRoutes routes)
    {
        const string path = "/api/2.1/unity-catalog/permissions/{type}/{name}";
        routes.Get(path, context => state.Read(workspace => PrivilegeTable.Json(workspace.Grants, Key(workspace, context))));
        routes.Body("PATCH", path, (body, context) => state.Change(workspace =>
            PrivilegeTable.Change(workspace.Grants, Key(workspace, context), body, isDeleted)));
    }

    static string Key(DatabricksState workspace, HttpContext context)
    {
        var (type, name) = ($"{context.Request.RouteValues["type"]}", $"{context.Request.RouteValues["name"]}".ToLowerInvariant());
        var (word, table) = type.ToLowerInvariant() switch
        {
            "schema" => ("Schema", workspace.Schemas),
            "volume" => ("Volume", workspace.Volumes),
            _ => throw DatabricksRefusal.Invalid($"'{type}' is not a supported securable type."),
        };
        return table.ContainsKey(name)
            ? $"{word}/{name}"
            : throw DatabricksRefusal.Of(404, $"{word.ToUpperInvariant()}_DOES_NOT_EXIST", $"{word} '{name}' does not exist.");
    }
}
