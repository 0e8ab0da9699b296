using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Deployments;

/// <summary>How the use cases find a deployment and name it.</summary>
static class DeploymentQueries
{
    /// <exception cref="KeyNotFoundException">There is no such deployment.</exception>
    public static async Task<Deployment> DeploymentAsync(
        this PortalDb db, string pipeline, int number, CancellationToken cancellationToken) =>
        await db.Deployments
            .Include(row => row.Release)
            .Include(row => row.Promotion)
            .Include(row => row.Steps.OrderBy(step => step.Ordinal))
            .SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken)
        ?? throw new KeyNotFoundException($"Pipeline '{pipeline}' has no deployment {number}.");

    /// <summary>"7be03d9 to prod", as people say it.</summary>
    public static string Subject(this Deployment deployment) =>
        PromotionName.Of(deployment.Promotion.Kind, deployment.Release.Commit.Short, deployment.Stage);
}
