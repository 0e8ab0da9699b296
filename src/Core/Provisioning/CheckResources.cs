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
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, Provisioner provisioner, StageBlueprints blueprints, ResourceAccess access, ChangeFeed changes, TimeProvider clock)
{
    /// <returns>Why it could not be looked at; null when it was.</returns>
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<string?> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var blueprint = blueprints.Of(pipelines.Get(pipeline).Get(stage));
        var (plan, fault) = await LookAsync(blueprint, cancellationToken);
        var gone = fault is null ? await GoneAsync(pipeline, stage, blueprint, cancellationToken) : [];
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

            foreach (var id in gone)
            {
                (await db.MadeResources.FindAsync([pipeline, stage, id], cancellationToken))?.Gone(clock.GetUtcNow());
            }

            return check;
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return fault;
    }

    async Task<(ResourcePlan? Plan, string? Fault)> LookAsync(StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        try
        {
            return (await provisioner.PlanAsync(blueprint, cancellationToken), null);
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException or ProvisioningException)
        {
            return (null, fault.Message);
        }
    }

    /// <returns>What the settings no longer name and somebody else has deleted.</returns>
    async Task<IReadOnlyList<string>> GoneAsync(string pipeline, string stage, StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var former = await db.FormerAsync(pipeline, stage, blueprint, cancellationToken);
        var seen = await Task.WhenAll(former.Select(async made => (made.ResourceId, IsThere: await IsThereAsync(made, cancellationToken))));
        return [.. seen.Where(item => !item.IsThere).Select(item => item.ResourceId)];
    }

    /// <summary>What cannot be asked for stays on record.</summary>
    async Task<bool> IsThereAsync(MadeResource made, CancellationToken cancellationToken)
    {
        try
        {
            return await access.IsThereAsync(made.Record, cancellationToken);
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException)
        {
            return true;
        }
    }
}
