using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Plans;

/// <summary>Finds out what making a stage's resources as described would change now, and nothing else. Only reads.</summary>
public sealed class PlanProvisioning(IDbContextFactory<PortalDb> database, Provisioner provisioner, RecordedBlueprints blueprints)
{
    /// <param name="release">The release in whose name it is done; it is brought nowhere.</param>
    /// <param name="live">The release that is live in the stage now.</param>
    /// <exception cref="Clients.Azure.AzureException">Azure did not answer.</exception>
    /// <exception cref="Clients.Databricks.DatabricksException">Databricks did not answer.</exception>
    public async Task<PlanOutcome> RunAsync(
        Pipeline pipeline, Stage stage, Release release, Release? live, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var blueprint = await blueprints.OfAsync(pipeline.Key, stage, cancellationToken);
            var plan = await db.ExplainAsync(
                (await provisioner.PlanAsync(blueprint, cancellationToken)).AtRest(), pipeline.Key, stage.Name, blueprint,
                cancellationToken);
            string[] faults = [.. plan.Resources
                .Where(resource => resource.Action is ResourceAction.NeedsReplacement or ResourceAction.Blocked)
                .Select(resource => $"{resource.Subject()}: {resource.Reason}")];
            return faults.Length > 0 ? new PlanOutcome.Impossible(faults)
            {
                Resources = PlanView.Of(plan),
                IsLiftable = plan.Resources.All(resource => resource.Action is not ResourceAction.NeedsReplacement),
            } : new PlanOutcome.Made(new()
            {
                Pipeline = pipeline.Key,
                Stage = stage.Name,
                Commit = release.Commit.Value,
                Archive = release.BundleDigest ?? "",
                Replaces = live?.Commit.Value,
                Resources = plan,
                Bundle = null,
            });
        }
        catch (ProvisioningException fault)
        {
            return new PlanOutcome.Impossible(fault.Faults);
        }
    }
}
