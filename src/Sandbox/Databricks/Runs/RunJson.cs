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
        json["attempt_number"] = 0;
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
        var state = new JsonObject
        {
            ["life_cycle_state"] = status.LifeCycle,
            ["state_message"] = status.Message,
            ["user_cancelled_or_timedout"] = status.Result is "CANCELED" or "TIMEDOUT",
        };
        json["start_time"] = (status.StartedAt ?? status.AskedAt).ToUnixTimeMilliseconds();
        json["end_time"] = status.EndedAt?.ToUnixTimeMilliseconds() ?? 0;
        json["setup_duration"] = 0;
        json["cleanup_duration"] = 0;
        json["execution_duration"] = status is { StartedAt: { } started, EndedAt: { } ended } ? (long)(ended - started).TotalMilliseconds : 0;
        json["run_duration"] = json["execution_duration"]!.DeepClone();
        json["queue_duration"] = status.StartedAt is { } begun ? (long)(begun - status.AskedAt).TotalMilliseconds : 0;
        json["state"] = state;
        json["status"] = new JsonObject { ["state"] = status.IsOver ? "TERMINATED" : status.LifeCycle };
        if (status.Result is { } result)
        {
            state["result_state"] = result;
            json["status"]!["termination_details"] = new JsonObject
            {
                ["code"] = result switch { "SUCCESS" => "SUCCESS", "CANCELED" => "USER_CANCELED", "MAXIMUM_CONCURRENT_RUNS_REACHED" => "MAX_CONCURRENT_RUNS_EXCEEDED", _ => "RUN_EXECUTION_ERROR" },
                ["type"] = result is "SUCCESS" or "CANCELED" ? "SUCCESS" : "CLIENT_ERROR",
                ["message"] = status.Message,
            };
        }
    }
}
