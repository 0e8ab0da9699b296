using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>What Azure was still at when a deployment was cancelled or ended early: the stage's next deployment waits
/// for it before it compares.</summary>
static class UnfinishedOperations
{
    /// <summary>Takes them over from the deployment before, at a deployment's first start.</summary>
    public static async Task TakeUnfinishedAsync(this PortalDb db, Deployment deployment, CancellationToken cancellationToken)
    {
        var before = await db.Deployments.AsNoTracking().Include(row => row.Steps)
            .Where(
                row => row.Pipeline == deployment.Pipeline
                    && row.Stage == deployment.Stage
                    && row.Number < deployment.Number
                    && row.StartedAt != null)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (before?.Steps.FirstOrDefault(step => step.Name is nameof(ProvisionResources))?.Journal
            .GetValueOrDefault(ProvisionResources.Pending) is { } pending)
        {
            deployment.Step(nameof(ProvisionResources)).Note(ProvisionResources.Pending, pending);
        }
    }
}
