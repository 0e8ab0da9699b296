using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Whether a task that did not succeed is tried again, and how soon.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/create: max_retries, min_retry_interval_millis, retry_on_timeout</remarks>
static class TaskRetries
{
    public static bool Wants(TaskRun ended)
    {
        // -1 is "for ever".
        var most = (int?)ended.Settings["max_retries"] ?? 0;
        var isWorthIt = ended.Status.Result is "FAILED"
            || (ended.Status.Result is "TIMEDOUT" && ((bool?)ended.Settings["retry_on_timeout"] ?? false));
        return isWorthIt && (most < 0 || ended.Attempt < most);
    }

    public static TaskRun After(TaskRun ended, long runId, DateTimeOffset now)
    {
        var next = new TaskRun { RunId = runId, Settings = ended.Settings.Copy(), Attempt = ended.Attempt + 1 };
        next.Status.AskedAt = now;
        next.Status.WaitForRetry($"Attempt {ended.Attempt + 1} did not succeed: {ended.Status.Message}");
        return next;
    }

    /// <summary>The interval counts from the start of the attempt that failed, not from its end.</summary>
    public static TimeSpan PauseAfter(TaskRun ended, DateTimeOffset now)
    {
        var rest = ended.Status.StartedAt + TimeSpan.FromMilliseconds((long?)ended.Settings["min_retry_interval_millis"] ?? 0) - now;
        return rest is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
