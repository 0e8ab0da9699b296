using System.Text.Json.Nodes;
using Quartz;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>The settings of a job as the service takes them: what is wrong is named by its field, what is missing
/// gets its default.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/create</remarks>
static class JobSettings
{
    static readonly Dictionary<string, string?> TaskTypes = new(StringComparer.Ordinal)
    {
        ["notebook_task"] = "notebook_path",
        ["spark_python_task"] = "python_file",
        ["spark_jar_task"] = "main_class_name",
        ["python_wheel_task"] = "package_name",
        ["pipeline_task"] = "pipeline_id",
        ["run_job_task"] = "job_id",
        ["sql_task"] = "warehouse_id",
        ["dbt_task"] = "commands",
        ["condition_task"] = "op",
        ["for_each_task"] = "task",
        ["spark_submit_task"] = null,
    };

    public static JsonObject Complete(JsonObject given)
    {
        var settings = given.Copy();
        Check(settings);
        settings["name"] ??= "Untitled";
        settings["email_notifications"] ??= new JsonObject();
        settings["webhook_notifications"] ??= new JsonObject();
        settings["timeout_seconds"] ??= 0;
        settings["max_concurrent_runs"] ??= 1;
        settings["format"] = "MULTI_TASK";
        foreach (var cluster in Objects(settings, "job_clusters"))
        {
            CompleteCluster(cluster["new_cluster"] as JsonObject);
        }

        foreach (var task in Objects(settings, "tasks"))
        {
            CompleteTask(task, settings["git_source"] is null ? "WORKSPACE" : "GIT");
        }

        return settings;
    }

    static void Check(JsonObject settings)
    {
        CheckSchedule(settings["schedule"] as JsonObject);
        if (settings["git_source"] is JsonObject source && source.Text("git_provider") is null)
        {
            throw DatabricksRefusal.Invalid("git_source.git_provider is required.");
        }

        var clusters = Keys(settings, "job_clusters", "job_cluster_key");
        var tasks = Keys(settings, "tasks", "task_key");
        var index = 0;
        foreach (var task in Objects(settings, "tasks"))
        {
            CheckTask(task, $"tasks[{index++}]", tasks, clusters);
        }

        JobLimits.Check(settings, [.. Objects(settings, "tasks")]);
    }

    static void CheckTask(JsonObject task, string where, HashSet<string> tasks, HashSet<string> clusters)
    {
        string[] kinds = [.. task.Select(field => field.Key).Where(name => name.EndsWith("_task", StringComparison.Ordinal))];
        if (kinds is not [var kind])
        {
            throw DatabricksRefusal.Invalid(
                $"{where}: exactly one task type must be given, found {(kinds.Length == 0 ? "none" : string.Join(", ", kinds))}.");
        }

        if (!TaskTypes.TryGetValue(kind, out var needed))
        {
            throw DatabricksRefusal.Invalid($"{where}.{kind} is not a known task type.");
        }

        if (needed is not null && (task[kind] as JsonObject)?[needed] is null)
        {
            throw DatabricksRefusal.Invalid($"{where}.{kind}.{needed} is required.");
        }

        if (kind is "notebook_task" && task["notebook_task"]!.AsObject().Text("notebook_path") is not ['/', ..]
            && task["notebook_task"]!.AsObject().Text("source") is not "GIT")
        {
            throw DatabricksRefusal.Invalid(
                $"{where}.notebook_task.notebook_path: Only absolute paths are currently supported. Paths must begin with '/'.");
        }

        if (task.Text("job_cluster_key") is { } cluster && !clusters.Contains(cluster))
        {
            throw DatabricksRefusal.Invalid($"{where}.job_cluster_key: '{cluster}' is not defined in job_clusters.");
        }

        foreach (var dependency in Objects(task, "depends_on").Select(entry => entry.Text("task_key")))
        {
            if (dependency is null || !tasks.Contains(dependency))
            {
                throw DatabricksRefusal.Invalid($"{where}.depends_on: '{dependency}' is not a task of this job.");
            }
        }
    }

    static void CheckSchedule(JsonObject? schedule)
    {
        if (schedule is null)
        {
            return;
        }

        if (!CronExpression.TryParse(schedule.Text("quartz_cron_expression") ?? "", out _))
        {
            throw DatabricksRefusal.Invalid("schedule.quartz_cron_expression must be a Quartz cron expression of 6 or 7 fields.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.Text("timezone_id") ?? "", out _))
        {
            throw DatabricksRefusal.Invalid("schedule.timezone_id is required, as a name such as UTC or Europe/London.");
        }

        schedule["pause_status"] ??= "UNPAUSED";
    }

    static void CompleteTask(JsonObject task, string source)
    {
        task["run_if"] ??= "ALL_SUCCESS";
        task["timeout_seconds"] ??= 0;
        task["email_notifications"] ??= new JsonObject();
        if (task["notebook_task"] is JsonObject notebook)
        {
            notebook["source"] ??= source;
        }

        CompleteCluster(task["new_cluster"] as JsonObject);
        if (task["depends_on"] is JsonArray dependencies)
        {
            JsonNode[] sorted = [.. dependencies.OfType<JsonObject>()
                .OrderBy(entry => entry.Text("task_key"), StringComparer.Ordinal)
                .Select(entry => entry.Copy())];
            task["depends_on"] = new JsonArray(sorted);
        }
    }

    static void CompleteCluster(JsonObject? cluster)
    {
        if (cluster is null)
        {
            return;
        }

        cluster["data_security_mode"] ??= "SINGLE_USER";
        cluster["enable_elastic_disk"] ??= true;
        cluster["azure_attributes"] ??= new JsonObject
        {
            ["availability"] = "ON_DEMAND_AZURE",
            ["first_on_demand"] = 1,
            ["spot_bid_max_price"] = -1.0,
        };
    }

    static HashSet<string> Keys(JsonObject settings, string list, string key)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var entry in Objects(settings, list))
        {
            var value = entry.Text(key) ?? throw DatabricksRefusal.Invalid($"{list}[{index}].{key} is required.");
            if (!keys.Add(value))
            {
                throw DatabricksRefusal.Invalid($"{list}[{index}].{key}: '{value}' is used twice.");
            }

            index++;
        }

        return keys;
    }

    static IEnumerable<JsonObject> Objects(JsonObject parent, string name) => (parent[name] as JsonArray)?.OfType<JsonObject>() ?? [];
}
