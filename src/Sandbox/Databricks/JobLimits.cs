using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks.Runs;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>What the service refuses of how runs and tasks go: numbers out of range, unknown conditions, tasks in a circle.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/create</remarks>
static class JobLimits
{
    /// <summary>The vendor's.</summary>
    const int MostConcurrentRuns = 1000;

    static readonly string[] Conditions = ["ALL_SUCCESS", "ALL_DONE", "NONE_FAILED", "AT_LEAST_ONE_SUCCESS", "ALL_FAILED",
        "AT_LEAST_ONE_FAILED"];

    public static void Check(JsonObject settings, IReadOnlyList<JsonObject> tasks)
    {
        CheckNumber(settings, "", "max_concurrent_runs", 0, MostConcurrentRuns);
        CheckNumber(settings, "", "timeout_seconds", 0, int.MaxValue);
        foreach (var (index, task) in tasks.Index())
        {
            CheckNumber(task, $"tasks[{index}].", "max_retries", -1, int.MaxValue);
            CheckNumber(task, $"tasks[{index}].", "min_retry_interval_millis", 0, int.MaxValue);
            CheckNumber(task, $"tasks[{index}].", "timeout_seconds", 0, int.MaxValue);
            if (task.Text("run_if") is { } condition && !Conditions.Contains(condition, StringComparer.Ordinal))
            {
                throw DatabricksRefusal.Invalid($"tasks[{index}].run_if: '{condition}' is not one of {string.Join(", ", Conditions)}.");
            }
        }

        CheckOrder(tasks);
    }

    static void CheckNumber(JsonObject parent, string where, string name, int least, int most)
    {
        if (parent[name] is { } given
            && !(given is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most))
        {
            throw DatabricksRefusal.Invalid($"{where}{name} must be a whole number from {least} to {most}.");
        }
    }

    static void CheckOrder(IReadOnlyList<JsonObject> tasks)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (tasks.FirstOrDefault(
            task => !done.Contains(task.Text("task_key")!) && TaskGraph.DependenciesOf(task).All(done.Contains)) is { } next)
        {
            done.Add(next.Text("task_key")!);
        }

        if (done.Count < tasks.Count)
        {
            var circle = tasks.Select(task => task.Text("task_key")!).Where(key => !done.Contains(key));
            throw DatabricksRefusal.Invalid($"The tasks {string.Join(", ", circle)} depend on each other in a circle.");
        }
    }
}
