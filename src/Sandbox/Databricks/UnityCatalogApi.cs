using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Schemas and volumes of the catalogs.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/schemas</remarks>
sealed class UnityCatalogApi(
    StateFile<DatabricksState> state, EntraTenant tenant, Func<string, bool> isCatalog, VolumeFolders folders, TimeProvider clock)
{
    const string Root = "/api/2.1/unity-catalog/";

    static readonly string[] Changeable = ["comment", "owner", "properties"];

    public void Map(DatabricksRoutes routes)
    {
        Map(routes, "schemas", "Schema", workspace => workspace.Schemas, CreateSchema);
        Map(routes, "volumes", "Volume", workspace => workspace.Volumes, CreateVolume);
    }

    void Map(
        DatabricksRoutes routes,
        string type,
        string word,
        Func<DatabricksState, Dictionary<string, JsonObject>> table,
        Func<DatabricksState, JsonObject, JsonObject> create)
    {
        routes.Get(Root + type, _ => state.Read(workspace =>
        {
            JsonNode[] all = [.. table(workspace).Values.Select(entry => entry.Copy())];
            return new JsonObject { [type] = new JsonArray(all) };
        }));
        routes.Post(Root + type, body => state.Change(workspace =>
        {
            var made = create(workspace, body);
            var name = made.Text("full_name")!;
            return table(workspace).TryAdd(name, made)
                ? made.Copy()
                : throw DatabricksRefusal.Of(400, $"{word.ToUpperInvariant()}_ALREADY_EXISTS", $"{word} '{name}' already exists");
        }));
        routes.Get(Root + type + "/{name}", context => state.Read(workspace => Find(table(workspace), word, context).Copy()));
        routes.Body("PATCH", Root + type + "/{name}", (body, context) => state.Change(workspace =>
        {
            var found = Find(table(workspace), word, context);
            foreach (var name in Changeable.Where(body.ContainsKey))
            {
                found[name] = body[name]?.DeepClone();
            }

            Rename(workspace, table(workspace), word, found, body.Text("new_name"));
            return found.Copy();
        }));
        routes.Body("DELETE", Root + type + "/{name}", (_, context) => state.Change(workspace =>
        {
            var gone = Find(table(workspace), word, context).Text("full_name")!;
            Empty(workspace, gone, force: string.Equals(context.Request.Query["force"], "true", StringComparison.OrdinalIgnoreCase));
            table(workspace).Remove(gone);
            workspace.Grants.Remove($"{word}/{gone}");
            folders.Delete(gone);
            return new JsonObject();
        }));
    }

    void Rename(DatabricksState workspace, Dictionary<string, JsonObject> table, string word, JsonObject found, string? newName)
    {
        if (newName is null)
        {
            return;
        }

        var old = found.Text("full_name")!;
        var name = newName.ToLowerInvariant();
        var full = $"{old[..old.LastIndexOf('.')]}.{name}";
        if (!table.TryAdd(full, found))
        {
            throw DatabricksRefusal.Of(400, $"{word.ToUpperInvariant()}_ALREADY_EXISTS", $"{word} '{full}' already exists");
        }

        table.Remove(old);
        found["name"] = name;
        found["full_name"] = full;
        folders.Rename(old, full);
        if (workspace.Grants.Remove($"{word}/{old}", out var grants))
        {
            workspace.Grants[$"{word}/{full}"] = grants;
        }
    }

    /// <summary>What lies in a schema goes with it, when it is forced to.</summary>
    void Empty(DatabricksState workspace, string name, bool force)
    {
        string[] inside = [.. workspace.Volumes.Keys.Where(volume => volume.StartsWith(name + ".", StringComparison.Ordinal))];
        if (inside.Length > 0 && !force)
        {
            throw DatabricksRefusal.Of(400, "INVALID_STATE", $"Cannot delete schema '{name}' because it is not empty");
        }

        foreach (var volume in inside)
        {
            workspace.Volumes.Remove(volume);
            folders.Delete(volume);
            workspace.Grants.Remove($"Volume/{volume}");
        }
    }

    JsonObject CreateSchema(DatabricksState workspace, JsonObject body)
    {
        var parent = DatabricksRoutes.Required(body, "catalog_name");
        if (!isCatalog(parent))
        {
            throw Missing("Catalog", parent);
        }

        return Created(body, "catalog_name", "name");
    }

    JsonObject CreateVolume(DatabricksState workspace, JsonObject body)
    {
        var parent = $"{DatabricksRoutes.Required(body, "catalog_name")}.{DatabricksRoutes.Required(body, "schema_name")}";
        return workspace.Schemas.ContainsKey(parent)
            ? Created(body, "catalog_name", "schema_name", "name")
            : throw Missing("Schema", parent);
    }

    /// <param name="names">The fields that make the full name. Names are kept in small letters.</param>
    JsonObject Created(JsonObject body, params string[] names)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var made = body.Copy();
        foreach (var field in names)
        {
            made[field] = DatabricksRoutes.Required(body, field).ToLowerInvariant();
        }

        made["full_name"] = string.Join('.', names.Select(field => $"{made[field]}"));
        made["owner"] ??= tenant.ReleaseClientId.ToString();
        made["created_by"] = tenant.ReleaseClientId.ToString();
        made["created_at"] = now;
        made["updated_at"] = now;
        if (made.Text("storage_location") is { } location)
        {
            made["storage_location"] = location.TrimEnd('/');
        }

        return made;
    }

    static JsonObject Find(Dictionary<string, JsonObject> table, string word, HttpContext context)
    {
        var name = $"{context.Request.RouteValues["name"]}".ToLowerInvariant();
        return table.GetValueOrDefault(name) ?? throw Missing(word, name);
    }

    static Refusal Missing(string word, string name) =>
        DatabricksRefusal.Of(404, $"{word.ToUpperInvariant()}_DOES_NOT_EXIST", $"{word} '{name}' does not exist.");
}
