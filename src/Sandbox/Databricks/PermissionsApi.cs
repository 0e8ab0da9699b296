using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Who may do what with jobs, pipelines, clusters and directories.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/permissions</remarks>
sealed class PermissionsApi(StateFile<DatabricksState> state, EntraTenant tenant)
{
    static readonly string[] Principals = ["user_name", "group_name", "service_principal_name"];

    static readonly Dictionary<string, string[]> Levels = new(StringComparer.Ordinal)
    {
        ["jobs"] = ["CAN_VIEW", "CAN_MANAGE_RUN", "IS_OWNER", "CAN_MANAGE"],
        ["pipelines"] = ["CAN_VIEW", "CAN_RUN", "IS_OWNER", "CAN_MANAGE"],
        ["clusters"] = ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"],
        ["directories"] = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    };

    public void Map(DatabricksRoutes routes)
    {
        const string path = "/api/2.0/permissions/{type}/{id}";
        routes.Get(path, context => state.Read(workspace => Json(workspace, Key(workspace, context))));
        routes.Body("PUT", path, (body, context) => state.Change(workspace => Put(workspace, body, Key(workspace, context))));
    }

    public static JsonArray OwnedBy(string servicePrincipal) =>
        [new JsonObject { ["service_principal_name"] = servicePrincipal, ["permission_level"] = "IS_OWNER" }];

    static JsonObject Put(DatabricksState workspace, JsonObject body, string key)
    {
        var list = (JsonArray?)(body["access_control_list"] as JsonArray)?.DeepClone() ?? [];
        var type = key.Split('/')[0];
        foreach (var entry in list)
        {
            var level = (entry as JsonObject)?.Text("permission_level");
            if (!Levels[type].Contains(level, StringComparer.Ordinal))
            {
                throw DatabricksRefusal.Invalid($"Permission level '{level}' is not valid for this object.");
            }

            if (Principals.Count(name => entry!.AsObject().Text(name) is not null) != 1)
            {
                throw DatabricksRefusal.Invalid("Exactly one of user_name, group_name or service_principal_name must be given.");
            }
        }

        if (type is "jobs" or "pipelines" && list.Count(entry => entry!.AsObject().Text("permission_level") is "IS_OWNER") != 1)
        {
            throw DatabricksRefusal.Invalid($"The {type.TrimEnd('s')} must have exactly one owner.");
        }

        workspace.Permissions[key] = list;
        return Json(workspace, key);
    }

    static JsonObject Json(DatabricksState workspace, string key)
    {
        var own = (workspace.Permissions.GetValueOrDefault(key) ?? []).OfType<JsonObject>().Select(entry => Entry(entry, null));
        var inherited = Entry(new() { ["group_name"] = "admins", ["permission_level"] = "CAN_MANAGE" }, key.Split('/')[0]);
        JsonNode[] all = [.. own, inherited];
        return new()
        {
            ["object_id"] = "/" + key,
            ["object_type"] = key.Split('/')[0] switch { "directories" => "directory", var type => type.TrimEnd('s') },
            ["access_control_list"] = new JsonArray(all),
        };
    }

    static JsonObject Entry(JsonObject entry, string? inheritedFrom)
    {
        var permission = new JsonObject
        {
            ["permission_level"] = entry.Text("permission_level"),
            ["inherited"] = inheritedFrom is not null
        };
        if (inheritedFrom is not null)
        {
            permission["inherited_from_object"] = new JsonArray($"/{inheritedFrom}/");
        }

        var principal = Principals.First(name => entry.Text(name) is not null);
        return new() { [principal] = entry.Text(principal), ["all_permissions"] = new JsonArray(permission) };
    }

    string Key(DatabricksState workspace, HttpContext context)
    {
        var (type, id) = ($"{context.Request.RouteValues["type"]}", $"{context.Request.RouteValues["id"]}");
        var exists = type switch
        {
            "jobs" => workspace.Jobs.Keys.Any(job => $"{job}" == id),
            "pipelines" => workspace.Pipelines.ContainsKey(id),
            "clusters" => workspace.Clusters.ContainsKey(id),
            "directories" => workspace.Files.Values.Any(file => file.IsDirectory && $"{file.Id}" == id),
            _ => throw DatabricksRefusal.Invalid($"'{type}' is not a supported object type."),
        };
        return exists ? $"{type}/{id}" : throw DatabricksRefusal.Of(
            403,
            "PERMISSION_DENIED",
            $"User {tenant.ReleaseClientId} does not have View or Admin or Manage Run or Owner permissions on {type.TrimEnd('s')} {id}");
    }
}
