using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles;

/// <summary>The jobs of a bundle for one target.</summary>
static class BundleJobs
{
    /// <returns>By the job's key: the keys of its tasks, in their order.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> In(ResolvedBundle bundle) => bundle.Nodes
        .Where(node => node.Resource is JobResource)
        .ToDictionary(node => ResourceKey.Parse(node.Key)!.Value.Name, node => TasksOf(node.Wish), StringComparer.Ordinal);

    static IReadOnlyList<string> TasksOf(JsonObject job) =>
        [.. (job["tasks"] as JsonArray ?? []).OfType<JsonObject>().Select(task => (string?)task["task_key"]).OfType<string>()];
}
