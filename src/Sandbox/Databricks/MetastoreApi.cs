using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>What a workspace sees of the metastore: catalogs, storage credentials, external locations, and who may do
/// what with a catalog.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/catalogs</remarks>
sealed class MetastoreApi(StateFile<MetastoreState> state, EntraTenant tenant, TimeProvider clock)
{
    readonly MetastoreAccess _access = new(state, tenant);

    const string Root = "/api/2.1/unity-catalog/";

    public void Map(DatabricksRoutes routes)
    {
        Map(
            routes, "storage-credentials", "storage_credentials", "STORAGE_CREDENTIAL", store => store.Credentials,
            (_, body) => Require(body, "name", "azure_managed_identity"));
        Map(routes, "external-locations", "external_locations", "EXTERNAL_LOCATION", store => store.Locations, CheckLocation);
        Map(routes, "catalogs", "catalogs", "CATALOG", store => store.Catalogs, (_, body) => Require(body, "name"));
        routes.Get(
            Root + "metastore_summary",
            _ =>
                new JsonObject
                {
                    ["metastore_id"] = AccountStandIn.MetastoreId.ToString(),
                    ["name"] = "nanba-uksouth",
                    ["owner"] = _access.Owner
                });
        routes.Get(Root + "effective-permissions/metastore/{metastore}", context => Makers(DatabricksRoutes.Query(context, "principal")));
        routes.Get(
            Root + "permissions/catalog/{name}",
            context => state.Read(store => PrivilegeTable.Json(store.Grants, CatalogIn(store, context))));
        routes.Body("PATCH", Root + "permissions/catalog/{name}", (body, context) => state.Change(store =>
            PrivilegeTable.Change(store.Grants, CatalogIn(store, context), body, store.Deleted.Contains)));
    }

    void Map(
        DatabricksRoutes routes,
        string type,
        string list,
        string word,
        Func<MetastoreState, Dictionary<string, JsonObject>> table,
        Action<MetastoreState, JsonObject> check)
    {
        routes.Get(
            Root + type,
            _ => state.Read(store => new JsonObject { [list] = new JsonArray([.. table(store).Values.Select(entry => entry.Copy())]) }));
        routes.Post(Root + type, body => state.Change(store =>
        {
            _access.Require($"CREATE_{word}");
            check(store, body);
            var made = body.Copy();
            made.Remove("skip_validation");
            made["full_name"] = body.Text("name");
            made["owner"] = tenant.ReleaseClientId.ToString();
            made["created_by"] = tenant.ReleaseClientId.ToString();
            made["created_at"] = clock.GetUtcNow().ToUnixTimeMilliseconds();
            return table(store).TryAdd(body.Text("name")!, made)
                ? made.Copy()
                : throw DatabricksRefusal.Of(400, $"{word}_ALREADY_EXISTS", $"{type} '{body.Text("name")}' already exists");
        }));
        routes.Get(Root + type + "/{name}", context => state.Read(store => Find(table(store), word, context).Copy()));
        routes.Body("PATCH", Root + type + "/{name}", (body, context) => state.Change(store =>
        {
            var found = Find(table(store), word, context);
            if (type is "storage-credentials" && body["azure_managed_identity"] is not null && (bool?)body["force"] is not true)
            {
                RequireUnused(store, found.Text("name")!);
            }

            foreach (var (name, value) in body.Where(field => field.Key is not ("name" or "skip_validation" or "force")).ToList())
            {
                found[name] = value?.DeepClone();
            }

            return found.Copy();
        }));
        routes.Body("DELETE", Root + type + "/{name}", (_, context) => state.Change(store =>
        {
            var name = Find(table(store), word, context).Text("name")!;
            if (type is "storage-credentials")
            {
                RequireUnused(store, name);
            }

            table(store).Remove(name);
            return new JsonObject();
        }));
    }

    static void RequireUnused(MetastoreState store, string credential)
    {
        if (store.Locations.Values.FirstOrDefault(location => location.Text("credential_name") == credential) is { } user)
        {
            throw DatabricksRefusal.Of(
                400, "INVALID_STATE", $"Storage credential '{credential}' is used by the external location '{user.Text("name")}'");
        }
    }

    static void CheckLocation(MetastoreState store, JsonObject body)
    {
        Require(body, "name", "url", "credential_name");
        if (ExternalLocations.ObjectionTo(
            store, body.Text("name")!, body.Text("url")!, body.Text("credential_name")!) is var (status, code, message))
        {
            throw DatabricksRefusal.Of(status, code, message);
        }
    }

    static void Require(JsonObject body, params string[] fields)
    {
        if (fields.FirstOrDefault(field => body[field] is null) is { } missing)
        {
            throw DatabricksRefusal.Missing(missing);
        }
    }

    JsonObject Makers(string principal) => new()
    {
        ["privilege_assignments"] = new JsonArray(new JsonObject
        {
            ["principal"] = principal,
            ["privileges"] = new JsonArray([.. _access.GrantedTo(principal).Select(privilege => new JsonObject { ["privilege"] = privilege, ["inherited_from_type"] = "METASTORE" })]),
        }),
    };

    static string CatalogIn(MetastoreState store, HttpContext context) => Find(store.Catalogs, "CATALOG", context).Text("name")!;

    static JsonObject Find(Dictionary<string, JsonObject> table, string word, HttpContext context)
    {
        var name = $"{context.Request.RouteValues["name"]}";
        return table.GetValueOrDefault(name) ?? throw DatabricksRefusal.Of(404, $"{word}_DOES_NOT_EXIST", $"'{name}' does not exist.");
    }
}
