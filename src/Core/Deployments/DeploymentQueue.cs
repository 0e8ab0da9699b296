using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Deployments;

/// <summary>The queue is the table: a deployment is queued in the transaction that decides it.</summary>
public sealed class DeploymentQueue(DeploymentPlan plan)
{
    internal async Task<Deployment> AddAsync(PortalDb db, Promotion promotion, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var number = await db.NextDeploymentNumberAsync(promotion.Pipeline, cancellationToken);
        var deployment = new Deployment(number, promotion, plan.StepNamesOf(promotion.Kind), at);
        db.Deployments.Add(deployment);
        await db.AuditAsync(at, null, promotion.Pipeline, "queued", promotion.Subject(), $"deployment {number}", cancellationToken);
        return deployment;
    }
}
