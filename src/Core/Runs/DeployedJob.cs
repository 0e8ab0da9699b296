using System.Text.Json;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Runs;

/// <summary>Finds the pipeline's job among those that a deployment brought into a workspace.</summary>
static class DeployedJob
{
    /// <param name="noted">What the step that deploys the bundle noted: ids by the jobs' keys.</param>
    /// <returns>Null when the bundle has no such job.</returns>
    public static long? Find(Pipeline pipeline, string noted)
    {
        var jobs = JsonSerializer.Deserialize<Dictionary<string, long>>(noted) ?? [];
        return pipeline.Job is { } key ? jobs.TryGetValue(key, out var id) ? id : null
            : jobs.Count == 1 ? jobs.Values.Single()
            : null;
    }
}
