using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Jobs, version 2.2 and 2.1.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs</remarks>
sealed class JobsApi(StateFile<DatabricksState> state, EntraTenant tenant, TimeProvider clock)
{
    const int TasksPerPage = 100;

    string Caller => tenant.ReleaseClientId.ToString();

    public void Map(DatabricksRoutes routes)
    {
        foreach (var root in new[] { "/api/2.2/jobs/", "/api/2.1/jobs/" })
        {
            routes.Post(root + "create", Create);
            routes.Post(root + "reset", Reset);
            routes.Post(root + "update", Update);
            routes.Post(root + "delete", Delete);
            routes.Get(root + "get", Get);
            routes.Get(root + "list", List);
        }
    }

    JsonNode Create(JsonObject body)
    {
        var settings = body.Copy();
        var acl = settings["access_control_list"] as JsonArray;
        settings.Remove("access_control_list");
        var runAs = settings["run_as"]?.DeepClone();
        var complete = JobSettings.Complete(settings);
        complete.Remove("run_as");
        return state.Change(workspace =>
        {
            var id = workspace.NextId();
            workspace.Jobs.Add(id, new JsonObject
            {
                ["job_id"] = id,
                ["creator_user_name"] = Caller,
                ["run_as_user_name"] = RunAs(runAs),
                ["created_time"] = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                ["settings"] = complete,
            });
            workspace.Permissions[$"jobs/{id}"] = (JsonArray?)acl?.DeepClone() ?? PermissionsApi.OwnedBy(Caller);
            return new JsonObject { ["job_id"] = id };
        });
    }

    JsonNode Reset(JsonObject body)
    {
        var id = DatabricksRoutes.Id(body, "job_id");
        var given = body["new_settings"] as JsonObject ?? throw DatabricksRefusal.Missing("new_settings");
        return state.Change(workspace =>
        {
            var job = FindToChange(workspace, id);
            Replace(job, given);
            return new JsonObject();
        });
    }

    JsonNode Update(JsonObject body)
    {
        var id = DatabricksRoutes.Id(body, "job_id");
        return state.Change(workspace =>
        {
            var job = FindToChange(workspace, id);
            var settings = job["settings"]!.AsObject().Copy();
            foreach (var (name, value) in body["new_settings"] as JsonObject ?? [])
            {
                settings[name] = value?.DeepClone();
            }

            foreach (var name in (body["fields_to_remove"] as JsonArray ?? []).Select(field => $"{field}"))
            {
                settings.Remove(name);
            }

            Replace(job, settings);
            return new JsonObject();
        });
    }

    JsonNode Delete(JsonObject body)
    {
        var id = DatabricksRoutes.Id(body, "job_id");
        return state.Change(workspace =>
        {
            workspace.Permissions.Remove($"jobs/{id}");
            return workspace.Jobs.Remove(id) ? new JsonObject() : throw NotThere(id);
        });
    }

    JsonNode Get(HttpContext context)
    {
        var asked = DatabricksRoutes.Query(context, "job_id");
        var id = long.TryParse(asked, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw DatabricksRefusal.Invalid($"Job id '{asked}' is not a number.");
        var job = state.Read(workspace => (workspace.Jobs.GetValueOrDefault(id) ?? throw NotThere(id)).Copy());
        return PageOfTasks(job, int.TryParse(context.Request.Query["page_token"], CultureInfo.InvariantCulture, out var start) ? start : 0);
    }

    JsonNode List(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        var limit = int.TryParse(context.Request.Query["limit"], CultureInfo.InvariantCulture, out var given)
            ? Math.Clamp(given, 1, 100)
            : 20;
        var start = int.TryParse(context.Request.Query["page_token"], CultureInfo.InvariantCulture, out var token) ? token : 0;
        var all = state.Read(workspace => workspace.Jobs.Values
            .Where(
                job =>
                    name.Length == 0 || string.Equals(job["settings"]!.AsObject().Text("name"), name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(job => (long)job["job_id"]!)
            .Select(job => job.Copy())
            .ToArray());
        var answer = new JsonObject { ["has_more"] = all.Length > start + limit };
        JsonNode[] page = [.. all.Skip(start).Take(limit)];
        foreach (var job in page.Where(
            _ => !string.Equals(context.Request.Query["expand_tasks"], "true", StringComparison.OrdinalIgnoreCase)))
        {
            job["settings"]!.AsObject().Remove("tasks");
            job["settings"]!.AsObject().Remove("job_clusters");
        }

        if (page.Length > 0)
        {
            answer["jobs"] = new JsonArray(page);
        }

        if (all.Length > start + limit)
        {
            answer["next_page_token"] = $"{start + limit}";
        }

        return answer;
    }

    static JsonObject PageOfTasks(JsonObject job, int start)
    {
        var tasks = job["settings"]!["tasks"] as JsonArray ?? [];
        if (tasks.Count <= TasksPerPage)
        {
            return job;
        }

        JsonNode[] page = [.. tasks.Skip(start).Take(TasksPerPage).Select(task => task!.DeepClone())];
        job["settings"]!["tasks"] = new JsonArray(page);
        if (start + TasksPerPage < tasks.Count)
        {
            job["has_more"] = true;
            job["next_page_token"] = $"{start + TasksPerPage}";
        }

        return job;
    }

    void Replace(JsonObject job, JsonObject given)
    {
        var complete = JobSettings.Complete(given);
        if (complete["run_as"] is { } runAs)
        {
            job["run_as_user_name"] = RunAs(runAs);
            complete.Remove("run_as");
        }

        job["settings"] = complete;
    }

    string RunAs(JsonNode? runAs) =>
        (runAs as JsonObject)?.Text("service_principal_name") ?? (runAs as JsonObject)?.Text("user_name") ?? Caller;

    JsonObject FindToChange(DatabricksState workspace, long id) => workspace.Jobs.GetValueOrDefault(id) ?? throw DatabricksRefusal.Of(
        403, "PERMISSION_DENIED", $"User {Caller} does not have Manage or Owner permissions on job {id}");

    static Refusal NotThere(long id) => DatabricksRefusal.Of(404, "RESOURCE_DOES_NOT_EXIST", $"Job {id} does not exist.");
}
