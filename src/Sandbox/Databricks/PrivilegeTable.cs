using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Who may do what with one thing in Unity Catalog: the privileges of each principal.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/grants</remarks>
static class PrivilegeTable
{
    const string All = "ALL_PRIVILEGES";

    /// <param name="tables">By the name of the thing.</param>
    public static JsonObject Change(Dictionary<string, Dictionary<string, string[]>> tables, string name, JsonObject body)
    {
        var table = tables.TryGetValue(name, out var known) ? known : tables[name] = new(StringComparer.Ordinal);
        foreach (var change in (body["changes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Apply(table, change);
        }

        return Json(tables, name);
    }

    /// <summary>Without the list when nobody may do anything.</summary>
    public static JsonObject Json(Dictionary<string, Dictionary<string, string[]>> tables, string name)
    {
        JsonNode[] all =
        [
            .. (tables.GetValueOrDefault(name) ?? []).Select(grant => new JsonObject
            {
                ["principal"] = grant.Key,
                ["privileges"] = new JsonArray([.. grant.Value.Select(privilege => (JsonNode)privilege)]),
            }),
        ];
        return all.Length == 0 ? [] : new() { ["privilege_assignments"] = new JsonArray(all) };
    }

    static void Apply(Dictionary<string, string[]> table, JsonObject change)
    {
        var principal = DatabricksRoutes.Required(change, "principal");
        var held = table.GetValueOrDefault(principal) ?? [];
        var add = Texts(change, "add");
        var remove = Texts(change, "remove");
        if (add.Intersect(remove, StringComparer.Ordinal).Any())
        {
            throw DatabricksRefusal.Invalid("Duplicate privileges to add and delete");
        }

        var left = remove.Contains(All, StringComparer.Ordinal) ? [] : held.Except(remove, StringComparer.Ordinal);
        string[] result = [.. left.Union(add, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        table[principal] = result;
        if (result.Length == 0)
        {
            table.Remove(principal);
        }
    }

    static string[] Texts(JsonObject change, string list) => [.. (change[list] as JsonArray ?? []).Select(item => $"{item}")];
}
