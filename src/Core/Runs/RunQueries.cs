using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Runs;

/// <summary>What the portal itself knows of the job.</summary>
static class RunQueries
{
    /// <summary>Of the job as the last deployment of the bundle left it; without one, why there is none, as a sentence.</summary>
    public static async Task<(long? Id, string? Fault)> JobIdAsync(
        this PortalDb db, Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        var journal = await db.Deployments.AsNoTracking()
            .Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name)
            .OrderByDescending(row => row.Number)
            .SelectMany(
                row => row.Steps.Where(step => step.Name == nameof(DeployBundle) && step.State == RunState.Succeeded)
                    .Select(step => step.Journal))
            .FirstOrDefaultAsync(cancellationToken);
        return journal?.GetValueOrDefault(DeployBundle.Jobs) is { } noted
            ? DeployedJob.Find(pipeline, stage, noted)
            : (null, $"No deployment has brought the job into {stage.Name} yet.");
    }
}
