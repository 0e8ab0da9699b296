using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Runs of jobs, version 2.2 and 2.1.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/runnow</remarks>
sealed class RunsApi(StateFile<DatabricksState> state, JobRuns runs, string creator)
{
    const int LongestPage = 25;

    public void Map(DatabricksRoutes routes)
    {
        foreach (var root in new[] { "/api/2.2/jobs/", "/api/2.1/jobs/" })
        {
            routes.Post(root + "run-now", RunNow);
            routes.Get(root + "runs/get", Get);
            routes.Get(root + "runs/get-output", GetOutput);
            routes.Get(root + "runs/list", List);
            routes.Post(root + "runs/cancel", Cancel);
        }
    }

    JsonNode RunNow(JsonObject body)
    {
        var run = runs.Start(new()
        {
            JobId = DatabricksRoutes.Id(body, "job_id"),
            Trigger = "ONE_TIME",
            IdempotencyToken = body.Text("idempotency_token"),
            Only = body["only"] is JsonArray keys ? [.. keys.Select(key => $"{key}")] : null,
            Parameters = Texts(body["job_parameters"]).Concat(Texts(body["notebook_params"]))
                .DistinctBy(pair => pair.Key)
                .ToDictionary(StringComparer.Ordinal),
            MayQueue = body["queue"]?["enabled"] is JsonValue asked && asked.TryGetValue<bool>(out var enabled) ? enabled : null,
        });
        return new JsonObject { ["run_id"] = run, ["number_in_job"] = run };
    }

    JsonNode Get(HttpContext context)
    {
        var id = Id(context);
        return state.Read(
            workspace => Find(workspace, id) is var (run, task) && task is null
                ? Json(context).Of(run, withTasks: true)
                : Json(context).Of(run, task));
    }

    JsonNode GetOutput(HttpContext context)
    {
        var id = Id(context);
        return state.Read(workspace =>
        {
            var (run, task) = Find(workspace, id);
            task ??= run.Tasks is [var only] ? only : throw DatabricksRefusal.Invalid(
                "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the output of each individual task run instead.");
            var output = new JsonObject { ["metadata"] = Json(context).Of(run, task), ["notebook_output"] = new JsonObject() };
            if (task.Result is { } result)
            {
                output["notebook_output"] = new JsonObject { ["result"] = result, ["truncated"] = false };
            }

            if (task.Error is { } error)
            {
                output["error"] = error;
                output["error_trace"] = task.ErrorTrace;
            }

            return output;
        });
    }

    JsonNode List(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = Number(query["limit"], 20);
        if (limit is < 1 or > LongestPage)
        {
            throw DatabricksRefusal.Invalid($"limit must be between 1 and {LongestPage}.");
        }

        var start = (int)Number(query["page_token"], 0);
        var job = Number(query["job_id"], 0);
        return state.Read(workspace =>
        {
            var found = workspace.Runs.AsEnumerable().Reverse()
                .Where(
                    run => (job == 0 || run.JobId == job)
                        && (!Asks(query["active_only"]) || !run.IsOver)
                        && (!Asks(query["completed_only"]) || run.IsOver))
                .Skip(start)
                .ToArray();
            JsonNode[] page = [.. found.Take((int)limit).Select(run => Json(context).Of(run, Asks(query["expand_tasks"])))];
            var answer = new JsonObject { ["runs"] = new JsonArray(page), ["has_more"] = found.Length > limit };
            if (found.Length > limit)
            {
                answer["next_page_token"] = $"{start + limit}";
            }

            return answer;
        });
    }

    JsonNode Cancel(JsonObject body)
    {
        var id = DatabricksRoutes.Id(body, "run_id");
        runs.Cancel(state.Read(workspace => Find(workspace, id).Run.RunId));
        return new JsonObject();
    }

    RunJson Json(HttpContext context) => new(creator, new($"{context.Request.Scheme}://{context.Request.Host}/"));

    static (JobRun Run, TaskRun? Task) Find(DatabricksState workspace, long id)
    {
        foreach (var run in workspace.Runs)
        {
            var task = run.Tasks.Find(task => task.RunId == id);
            if (run.RunId == id || task is not null)
            {
                return (run, task);
            }
        }

        throw DatabricksRefusal.Invalid($"Run {id} does not exist.");
    }

    static long Id(HttpContext context) => Number(DatabricksRoutes.Query(context, "run_id"), 0);

    static long Number(string? text, long otherwise) => string.IsNullOrEmpty(text) ? otherwise
        : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw DatabricksRefusal.Invalid($"'{text}' is not a number.");

    static bool Asks(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<KeyValuePair<string, string>> Texts(JsonNode? map) =>
        (map as JsonObject ?? []).Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}"));
}
