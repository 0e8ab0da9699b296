using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles;

/// <summary>The jobs of a bundle for one target.</summary>
static class BundleJobs
{
    const string Prefix = "resources.jobs.";

    /// <returns>By the job's key: the keys of its tasks, in their order.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> In(ResolvedBundle bundle) => bundle.Nodes
        .Where(node => !node.IsChild && node.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(node => node.Key[Prefix.Length..], node => TasksOf(node.Wish), StringComparer.Ordinal);

    static IReadOnlyList<string> TasksOf(JsonObject job) =>
        [.. (job["tasks"] as JsonArray ?? []).OfType<JsonObject>().Select(task => (string?)task["task_key"]).OfType<string>()];
}
