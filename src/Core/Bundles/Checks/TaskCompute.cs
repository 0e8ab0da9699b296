using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>Every task that runs code has a place to run on, and names only places that exist.</summary>
static class TaskCompute
{
    /// <summary>Notebooks run on serverless compute when nothing is said; the other kinds are no code of ours.</summary>
    static readonly string[] Needing = ["spark_python_task", "python_wheel_task", "spark_jar_task", "spark_submit_task"];

    static readonly string[] Places = ["job_cluster_key", "environment_key", "existing_cluster_id", "new_cluster"];

    public static void Check(MapNode root, Findings findings)
    {
        foreach (var (path, job) in Jobs.All(root))
        {
            var clusters = (job["job_clusters"] as ListNode)?.Items
                .Select(item => item.TextAt("job_cluster_key"))
                .ToHashSet(StringComparer.Ordinal) ?? [];
            foreach (var (at, task) in Jobs.Tasks(job, path))
            {
                CheckTask(task, at, clusters, findings);
            }
        }
    }

    static void CheckTask(MapNode task, NodePath path, HashSet<string?> clusters, Findings findings)
    {
        if (task.TextAt("job_cluster_key") is { } key && !clusters.Contains(key))
        {
            findings.Warning(
                $"job_cluster_key {key} is not defined",
                path.Key("job_cluster_key"),
                task["job_cluster_key"],
                findings.Suggestions.For(key, clusters.OfType<string>()));
        }

        if (Array.Exists(Needing, kind => task[kind] is MapNode) && !Array.Exists(Places, place => task[place] is not null))
        {
            findings.Error(
                "Missing required cluster or environment settings",
                path,
                task,
                $"Task \"{task.TextAt("task_key")}\" requires a cluster or an environment to run.\nSpecify one of the following fields: {string.Join(", ", Places)}.");
        }
    }
}
