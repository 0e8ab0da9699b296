using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Which task comes after which, and whether it may run then.</summary>
static class TaskGraph
{
    public static IEnumerable<string> DependenciesOf(TaskRun task) =>
        (task.Settings["depends_on"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => entry.Text("task_key")!);

    /// <summary>Every task after those that it waits for.</summary>
    public static IReadOnlyList<TaskRun> InOrder(IReadOnlyList<TaskRun> tasks)
    {
        List<TaskRun> ordered = [];
        while (ordered.Count < tasks.Count)
        {
            var next = tasks.FirstOrDefault(task => !ordered.Contains(task) && DependenciesOf(task).All(key => ordered.Exists(done => done.Key == key)))
                ?? throw DatabricksRefusal.Invalid("The tasks of the job wait for each other in a circle.");
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>Why the task's run_if keeps it from running; null if it may.</summary>
    public static string? ObjectionTo(TaskRun task, JobRun run)
    {
        var before = DependenciesOf(task).Select(key => run.Tasks.Single(other => other.Key == key)).Where(other => other.Status.Result is not "EXCLUDED").ToArray();
        var failed = before.Count(other => other.Status.Result is not "SUCCESS");
        var may = before.Length == 0 || task.Settings.Text("run_if") switch
        {
            "ALL_DONE" => true,
            "NONE_FAILED" => !before.Any(other => other.Status.Result is "FAILED" or "TIMEDOUT" or "CANCELED"),
            "AT_LEAST_ONE_SUCCESS" => failed < before.Length,
            "ALL_FAILED" => failed == before.Length,
            "AT_LEAST_ONE_FAILED" => failed > 0,
            _ => failed == 0,
        };
        return may ? null : $"An upstream task did not succeed: {string.Join(", ", before.Where(other => other.Status.Result is not "SUCCESS").Select(other => other.Key))}.";
    }

    /// <summary>A run is as good as the tasks that nothing waits for.</summary>
    public static bool Succeeded(JobRun run)
    {
        var waitedFor = run.Tasks.Where(task => task.Status.Result is not "EXCLUDED").SelectMany(DependenciesOf).ToHashSet(StringComparer.Ordinal);
        return run.Tasks.Where(task => !waitedFor.Contains(task.Key)).All(task => task.Status.Result is "SUCCESS" or "EXCLUDED");
    }
}
