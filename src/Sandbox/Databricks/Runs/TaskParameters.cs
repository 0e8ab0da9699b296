using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>What a notebook's widgets are given: the task's own parameters, under those of the job, under those of the run.</summary>
/// <remarks>https://docs.databricks.com/aws/en/jobs/parameter-use</remarks>
static class TaskParameters
{
    public static Dictionary<string, string> Of(JobRun run, TaskRun task)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in task.Settings["notebook_task"]?["base_parameters"] as JsonObject ?? [])
        {
            values[name] = $"{value}";
        }

        foreach (var parameter in (run.Settings["parameters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            values[parameter.Text("name")!] = parameter.Text("default") ?? "";
        }

        foreach (var (name, value) in run.Parameters)
        {
            values[name] = value;
        }

        return values;
    }
}
