using ReleasePortal.Sandbox.Databricks.Runs;

namespace ReleasePortal.Sandbox.Databricks.Pages;

/// <summary>States of runs as people say them.</summary>
static class RunWords
{
    public static string Of(RunStatus status)
    {
        var (word, tone) = (status.Result ?? status.LifeCycle) switch
        {
            "SUCCESS" => ("Succeeded", "ok"),
            "SUCCESS_WITH_FAILURES" => ("Succeeded with failures", "fail"),
            "FAILED" => ("Failed", "fail"),
            "TIMEDOUT" => ("Timed out", "fail"),
            "CANCELED" => ("Cancelled", "fail"),
            "UPSTREAM_FAILED" => ("Skipped: an upstream task failed", "dim"),
            "UPSTREAM_CANCELED" => ("Skipped: an upstream task was cancelled", "dim"),
            "EXCLUDED" => ("Excluded", "dim"),
            "MAXIMUM_CONCURRENT_RUNS_REACHED" => ("Skipped: too many runs at once", "dim"),
            "RUNNING" => ("Running", "now"),
            "TERMINATING" => ("Being cancelled", "now"),
            "WAITING_FOR_RETRY" => ("Waits to be tried again", "now"),
            "BLOCKED" => ("Waits for other tasks", "dim"),
            "QUEUED" => ("Queued", "dim"),
            _ => ("Pending", "dim"),
        };
        return $"""<span class="{tone}">{word}</span>""";
    }

    public static string Of(string trigger) => trigger is "PERIODIC" ? "Schedule" : "By hand or by a deployment";

    public static string Duration(RunStatus status, DateTimeOffset now) => status switch
    {
        { StartedAt: { } started } => Markup.Lasting((status.EndedAt ?? now) - started),
        _ => """<span class="dim">did not run</span>""",
    };
}
