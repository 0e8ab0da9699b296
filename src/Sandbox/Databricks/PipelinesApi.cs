using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Declarative pipelines: kept, never run.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/pipelines</remarks>
sealed class PipelinesApi(StateFile<DatabricksState> state, EntraTenant tenant)
{
    const string Root = "/api/2.0/pipelines";

    public void Map(DatabricksRoutes routes)
    {
        routes.Post(Root, Create);
        routes.Get(Root, List);
        routes.Get(Root + "/{id}", context => state.Read(workspace => Find(workspace, context).Copy()));
        routes.Body("PUT", Root + "/{id}", (body, context) => state.Change(workspace =>
        {
            var found = Find(workspace, context);
            found["spec"] = Complete(body, found.Text("pipeline_id")!);
            found["name"] = body.Text("name");
            return new JsonObject();
        }));
        routes.Body("DELETE", Root + "/{id}", (_, context) => state.Change(workspace =>
        {
            var id = Find(workspace, context).Text("pipeline_id")!;
            workspace.Pipelines.Remove(id);
            workspace.Permissions.Remove($"pipelines/{id}");
            return new JsonObject();
        }));
    }

    JsonNode Create(JsonObject body)
    {
        DatabricksRoutes.Required(body, "name");
        return state.Change(workspace =>
        {
            var id = Guid.NewGuid().ToString();
            workspace.Pipelines.Add(id, new JsonObject
            {
                ["pipeline_id"] = id,
                ["name"] = body.Text("name"),
                ["state"] = "IDLE",
                ["creator_user_name"] = tenant.ReleaseClientId.ToString(),
                ["run_as_user_name"] = tenant.ReleaseClientId.ToString(),
                ["spec"] = Complete(body, id),
            });
            workspace.Permissions[$"pipelines/{id}"] = PermissionsApi.OwnedBy(tenant.ReleaseClientId.ToString());
            return new JsonObject { ["pipeline_id"] = id };
        });
    }

    /// <summary>The filter is <c>name LIKE '…'</c>; without wildcards that is the name itself.</summary>
    JsonNode List(HttpContext context)
    {
        var filter = context.Request.Query["filter"].ToString();
        var name = filter.Split('\'', 2) is [_, var rest] ? rest.TrimEnd('\'').Replace("''", "'", StringComparison.Ordinal) : null;
        var start = int.TryParse(context.Request.Query["page_token"], CultureInfo.InvariantCulture, out var token) ? token : 0;
        var limit = int.TryParse(context.Request.Query["max_results"], CultureInfo.InvariantCulture, out var given)
            ? Math.Clamp(given, 1, 100)
            : 25;
        var all = state.Read(
            workspace => workspace.Pipelines.Values.Where(found => name is null || found.Text("name") == name).Select(Status).ToArray());
        var answer = new JsonObject { ["statuses"] = new JsonArray([.. all.Skip(start).Take(limit)]) };
        if (all.Length > start + limit)
        {
            answer["next_page_token"] = $"{start + limit}";
        }

        return answer;
    }

    static JsonNode Status(JsonObject pipeline)
    {
        var status = pipeline.Copy();
        status.Remove("spec");
        return status;
    }

    static JsonObject Complete(JsonObject body, string id)
    {
        var spec = body.Copy();
        spec["id"] = id;
        spec["storage"] ??= body["catalog"] is null ? $"dbfs:/pipelines/{id}" : null;
        spec["continuous"] ??= false;
        spec["edition"] ??= "ADVANCED";
        spec["channel"] ??= "CURRENT";
        foreach (var name in spec.Where(field => field.Value is null).Select(field => field.Key).ToArray())
        {
            spec.Remove(name);
        }

        return spec;
    }

    static JsonObject Find(DatabricksState workspace, HttpContext context)
    {
        var id = $"{context.Request.RouteValues["id"]}";
        return workspace.Pipelines.GetValueOrDefault(id) ?? throw DatabricksRefusal.NotFound($"The specified pipeline {id} was not found.");
    }
}
