using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Runs as the API shows them.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/getrun</remarks>
sealed class RunJson(string creator, Uri workspace)
{
    public JsonObject Of(JobRun run, bool withTasks)
    {
        var json = new JsonObject
        {
            ["job_id"] = run.JobId,
            ["run_id"] = run.RunId,
            ["number_in_job"] = run.RunId,
            ["original_attempt_run_id"] = run.RunId,
            ["creator_user_name"] = creator,
            ["run_as_user_name"] = creator,
            ["run_name"] = run.Settings.Text("name"),
            ["run_page_url"] = new Uri(workspace, $"jobs/{run.JobId}/runs/{run.RunId}").AbsoluteUri,
            ["run_type"] = "JOB_RUN",
            ["format"] = "MULTI_TASK",
            ["trigger"] = run.Trigger,
            ["job_parameters"] = Parameters(run),
        };
        AddStatus(json, run.Status);
        if (run.Settings["schedule"] is { } schedule && run.Trigger is "PERIODIC")
        {
            json["schedule"] = schedule.DeepClone();
        }

        if (withTasks)
        {
            JsonNode[] tasks = [.. run.Tasks.Select(task => Of(run, task))];
            json["tasks"] = new JsonArray(tasks);
        }

        return json;
    }

    public JsonObject Of(JobRun run, TaskRun task)
    {
        var json = task.Settings.Copy();
        json["run_id"] = task.RunId;
        json["attempt_number"] = task.Attempt;
        json["run_page_url"] = new Uri(workspace, $"jobs/{run.JobId}/runs/{task.RunId}").AbsoluteUri;
        AddStatus(json, task.Status);
        return json;
    }

    static JsonArray Parameters(JobRun run)
    {
        JsonNode[] parameters = [.. (run.Settings["parameters"] as JsonArray ?? []).OfType<JsonObject>().Select(parameter => new JsonObject
        {
            ["name"] = parameter.Text("name"),
            ["default"] = parameter.Text("default"),
            ["value"] = run.Parameters.GetValueOrDefault(parameter.Text("name")!, parameter.Text("default") ?? ""),
        })];
        return new(parameters);
    }

    static void AddStatus(JsonObject json, RunStatus status)
    {
        json["start_time"] = (status.StartedAt ?? status.AskedAt).ToUnixTimeMilliseconds();
        json["end_time"] = status.EndedAt?.ToUnixTimeMilliseconds() ?? 0;
        json["setup_duration"] = 0;
        json["cleanup_duration"] = 0;
        json["execution_duration"] = (long)status.Took.TotalMilliseconds;
        json["run_duration"] = (long)status.Took.TotalMilliseconds;
        json["queue_duration"] = status.StartedAt is { } begun ? (long)(begun - status.AskedAt).TotalMilliseconds : 0;
        json["state"] = State(status);
        json["status"] = RunTermination.Status(status);
    }

    static JsonObject State(RunStatus status)
    {
        var state = new JsonObject
        {
            ["life_cycle_state"] = status.LifeCycle,
            ["state_message"] = status.Message,
            ["user_cancelled_or_timedout"] = status.Result is "CANCELED" or "TIMEDOUT",
        };
        if (status.Result is { } result)
        {
            state["result_state"] = result;
        }

        return state;
    }
}
