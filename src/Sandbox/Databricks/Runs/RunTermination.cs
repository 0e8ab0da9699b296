using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>The newer way to say where a run stands, and whose fault its end was.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/getrun: status, termination_details, queue_details</remarks>
static class RunTermination
{
    public static JsonObject Status(RunStatus status)
    {
        var json = new JsonObject { ["state"] = status.IsOver ? "TERMINATED" : status.LifeCycle is "WAITING_FOR_RETRY" ? "WAITING" : status.LifeCycle };
        if (status.LifeCycle is "QUEUED")
        {
            json["queue_details"] = new JsonObject { ["code"] = "MAX_CONCURRENT_RUNS_REACHED", ["message"] = status.Message };
        }

        if (status.Result is not null)
        {
            var (code, type) = Details(status);
            json["termination_details"] = new JsonObject { ["code"] = code, ["type"] = type, ["message"] = status.Message };
        }

        return json;
    }

    static (string Code, string Type) Details(RunStatus status) => status.Result switch
    {
        "SUCCESS" or "SUCCESS_WITH_FAILURES" => (status.Result!, "SUCCESS"),
        "CANCELED" => ("USER_CANCELED", "SUCCESS"),
        "EXCLUDED" => ("SKIPPED", "SUCCESS"),
        "UPSTREAM_FAILED" or "UPSTREAM_CANCELED" => ("SKIPPED", "CLIENT_ERROR"),
        "MAXIMUM_CONCURRENT_RUNS_REACHED" => ("MAX_CONCURRENT_RUNS_EXCEEDED", "CLIENT_ERROR"),
        "TIMEDOUT" => ("CANCELED", "CLIENT_ERROR"),
        _ when status.IsBroken => ("INTERNAL_ERROR", "INTERNAL_ERROR"),
        _ => ("RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
    };
}
