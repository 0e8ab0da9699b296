using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Who may do what with one thing in Unity Catalog: the privileges of each principal.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/grants</remarks>
static class PrivilegeTable
{
    const string All = "ALL_PRIVILEGES";

    /// <summary>All of it or nothing.</summary>
    /// <param name="tables">By the name of the thing.</param>
    /// <param name="isDeleted">Whether a principal is no longer in the account.</param>
    public static JsonObject Change(
        Dictionary<string, Dictionary<string, string[]>> tables, string name, JsonObject body, Func<string, bool> isDeleted)
    {
        var changes = (body["changes"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (changes.Select(change => DatabricksRoutes.Required(change, "principal")).FirstOrDefault(isDeleted) is { } unknown)
        {
            throw DatabricksRefusal.Of(404, "PRINCIPAL_DOES_NOT_EXIST", $"Could not find principal with name {unknown}");
        }

        var table = tables.TryGetValue(name, out var known) ? known : tables[name] = new(StringComparer.Ordinal);
        foreach (var change in changes)
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
        var principal = Kept(DatabricksRoutes.Required(change, "principal"));
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

    /// <summary>The names of users, but not those of groups, are kept in small letters.</summary>
    static string Kept(string principal) => principal.Contains('@', StringComparison.Ordinal) ? principal.ToLowerInvariant() : principal;

    static string[] Texts(JsonObject change, string list) => [.. (change[list] as JsonArray ?? []).Select(item => $"{item}")];
}
