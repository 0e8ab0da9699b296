using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Looks whether a stage's resources are as described, and remembers the answer. Only reads in Azure.</summary>
public sealed class CheckResources(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, Provisioner provisioner, StageBlueprints blueprints, ChangeFeed changes, TimeProvider clock)
{
    /// <returns>Why it could not be looked at; null when it was.</returns>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<string?> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var (plan, fault) = await LookAsync(pipelines.Get(pipeline).Get(stage), cancellationToken);
        await database.TransactAsync(async db =>
        {
            var check = await db.ResourceChecks.SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
            if (check is null)
            {
                db.ResourceChecks.Add(check = new(pipeline, stage));
            }

            if (plan is null)
            {
                check.CouldNotLook(fault!, clock.GetUtcNow());
            }
            else
            {
                check.Found(plan, clock.GetUtcNow());
            }

            return check;
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return fault;
    }

    async Task<(ResourcePlan? Plan, string? Fault)> LookAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            return (await provisioner.PlanAsync(blueprints.Of(stage), cancellationToken), null);
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException or ProvisioningException)
        {
            return (null, fault.Message);
        }
    }
}
