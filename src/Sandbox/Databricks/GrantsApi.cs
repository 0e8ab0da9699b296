using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Privileges on schemas and volumes.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/grants</remarks>
sealed class GrantsApi(StateFile<DatabricksState> state)
{
    const string All = "ALL_PRIVILEGES";

    public void Map(DatabricksRoutes routes)
    {
        const string path = "/api/2.1/unity-catalog/permissions/{type}/{name}";
        routes.Get(path, context => state.Read(workspace => Json(workspace, Key(workspace, context))));
        routes.Body("PATCH", path, (body, context) => state.Change(workspace =>
        {
            var key = Key(workspace, context);
            foreach (var change in (body["changes"] as JsonArray ?? []).OfType<JsonObject>())
            {
                Apply(workspace, key, change);
            }

            return Json(workspace, key);
        }));
    }

    static void Apply(DatabricksState workspace, string key, JsonObject change)
    {
        var all = workspace.Grants.TryGetValue(key, out var known) ? known : workspace.Grants[key] = new(StringComparer.Ordinal);
        var principal = DatabricksRoutes.Required(change, "principal");
        var held = all.GetValueOrDefault(principal) ?? [];
        var add = Texts(change, "add");
        var remove = Texts(change, "remove");
        if (add.Intersect(remove, StringComparer.Ordinal).Any())
        {
            throw DatabricksRefusal.Invalid("Duplicate privileges to add and delete");
        }

        var left = remove.Contains(All, StringComparer.Ordinal) ? [] : held.Except(remove, StringComparer.Ordinal);
        string[] result = [.. left.Union(add, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        all[principal] = result;
        if (result.Length == 0)
        {
            all.Remove(principal);
        }
    }

    static string[] Texts(JsonObject change, string list) => [.. (change[list] as JsonArray ?? []).Select(item => $"{item}")];

    static JsonObject Json(DatabricksState workspace, string key)
    {
        JsonNode[] all =
        [
            .. (workspace.Grants.GetValueOrDefault(key) ?? []).Select(grant => new JsonObject
            {
                ["principal"] = grant.Key,
                ["privileges"] = new JsonArray([.. grant.Value.Select(privilege => (JsonNode)privilege)]),
            }),
        ];
        return all.Length == 0 ? [] : new() { ["privilege_assignments"] = new JsonArray(all) };
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
