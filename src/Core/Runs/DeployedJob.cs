using System.Text.Json;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Runs;

/// <summary>Finds the pipeline's job among those that a deployment brought into a workspace.</summary>
static class DeployedJob
{
    /// <param name="noted">What the step that deploys the bundle noted: ids by the jobs' keys.</param>
    /// <returns>The job's id, or why there is none, as a sentence.</returns>
    public static (long? Id, string? Fault) Find(Pipeline pipeline, Stage stage, string noted)
    {
        var jobs = JsonSerializer.Deserialize<Dictionary<string, long>>(noted) ?? [];
        return CheckedJob.Find(pipeline, jobs.Keys) is { } key ? (jobs[key], null) : (null, CheckedJob.Missing(pipeline, stage, jobs.Keys));
    }
}
