using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Which task comes after which, and whether it may run then.</summary>
/// <remarks>https://learn.microsoft.com/azure/databricks/jobs/run-if</remarks>
static class TaskGraph
{
    public static IEnumerable<string> DependenciesOf(JsonObject task) =>
        (task["depends_on"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => entry.Text("task_key")!);

    /// <summary>Every task after those that it waits for.</summary>
    public static IReadOnlyList<TaskRun> InOrder(IReadOnlyList<TaskRun> tasks)
    {
        List<TaskRun> ordered = [];
        while (ordered.Count < tasks.Count)
        {
            ordered.Add(
                tasks.First(
                    task => !ordered.Contains(task) && DependenciesOf(task.Settings).All(key => ordered.Exists(done => done.Key == key))));
        }

        return ordered;
    }

    /// <summary>What becomes of a task instead of running, when all that it waits for is over; null if it runs.</summary>
    public static (string Result, string Message)? InsteadOf(TaskRun task, JobRun run)
    {
        var last = run.LastAttempts();
        var before = DependenciesOf(task.Settings).Select(key => last.Single(other => other.Key == key))
            .Where(other => !other.IsLeftOut)
            .ToArray();
        var ran = before.Where(other => other.Status.Result is not "EXCLUDED").ToArray();
        if (before.Length == 0)
        {
            return null;
        }

        if (ran.Length == 0)
        {
            return ("EXCLUDED", "Everything that it depends on was excluded.");
        }

        var runIf = task.Settings.Text("run_if") ?? "ALL_SUCCESS";
        return Holds(runIf, ran) ? null
            : runIf is "ALL_FAILED" or "AT_LEAST_ONE_FAILED" ? ("EXCLUDED", $"The condition {runIf} did not hold.")
            : Array.Exists(ran, other => other.Status.Result is "CANCELED" or "UPSTREAM_CANCELED")
                ? ("UPSTREAM_CANCELED", $"An upstream task was cancelled: {Culprits(ran)}.")
            : ("UPSTREAM_FAILED", $"An upstream task did not succeed: {Culprits(ran)}.");
    }

    /// <summary>A run is as good as the tasks that nothing waits for; when another failed, it is a success with failures.</summary>
    public static string ResultOf(JobRun run)
    {
        var tasks = run.LastAttempts().Where(task => !task.IsLeftOut).ToArray();
        var waitedFor = tasks.SelectMany(task => DependenciesOf(task.Settings)).ToHashSet(StringComparer.Ordinal);
        return Array.Exists(tasks, task => !waitedFor.Contains(task.Key) && task.Status.WentWrong) ? "FAILED"
            : Array.Exists(tasks, task => task.Status.WentWrong) ? "SUCCESS_WITH_FAILURES"
            : "SUCCESS";
    }

    static bool Holds(string runIf, TaskRun[] ran) => runIf switch
    {
        "ALL_DONE" => true,
        "NONE_FAILED" => !Array.Exists(ran, other => other.Status.WentWrong),
        "AT_LEAST_ONE_SUCCESS" => Array.Exists(ran, other => other.Status.Result is "SUCCESS"),
        "ALL_FAILED" => Array.TrueForAll(ran, other => other.Status.WentWrong),
        "AT_LEAST_ONE_FAILED" => Array.Exists(ran, other => other.Status.WentWrong),
        _ => Array.TrueForAll(ran, other => other.Status.Result is "SUCCESS"),
    };

    static string Culprits(TaskRun[] ran) => string.Join(", ", ran.Where(other => other.Status.WentWrong).Select(other => other.Key));
}
