using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Plans;

/// <summary>Finds out what deploying a release into a stage would change now. Only reads.</summary>
public sealed class MakePlan(
    IDbContextFactory<PortalDb> database, Provisioner provisioner, StageBlueprints blueprints, PlanBundle planBundle, BundleRequests requests, WorkspaceAccess workspaces)
{
    /// <param name="live">The release that is live in the stage now.</param>
    /// <exception cref="Clients.Azure.AzureException">Azure did not answer.</exception>
    /// <exception cref="Clients.Databricks.DatabricksException">The workspace could not be read.</exception>
    public async Task<PlanOutcome> RunAsync(Pipeline pipeline, Stage stage, Release release, Release? live, CancellationToken cancellationToken)
    {
        if (release.BundleDigest is not { } digest)
        {
            return new PlanOutcome.Impossible([release.ArchiveFault ?? "The release's bundle is not stored yet."]);
        }

        var archive = await ArchiveAsync(digest, cancellationToken);
        var resources = ResourcesAsync(stage, cancellationToken);
        var bundle = planBundle.RunAsync(requests.Of(pipeline, stage, release.Commit.Value, archive), workspaces.Open(stage), cancellationToken);
        await Task.WhenAll(resources, bundle);

        var (resourcePlan, faults) = await resources;
        if (await bundle is not BundlePlanOutcome.Planned planned)
        {
            return new PlanOutcome.Impossible([.. faults, .. Errors((BundlePlanOutcome.Invalid)await bundle)]);
        }

        return faults.Count > 0 ? new PlanOutcome.Impossible(faults) : new PlanOutcome.Made(new()
        {
            Pipeline = pipeline.Key,
            Stage = stage.Name,
            Commit = release.Commit.Value,
            Archive = digest,
            Replaces = live?.Commit.Value,
            Resources = resourcePlan,
            Bundle = planned.Plan,
        });
    }

    async Task<byte[]> ArchiveAsync(string digest, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Artifacts.Where(row => row.Digest == digest).Select(row => row.Content).SingleAsync(cancellationToken);
    }

    async Task<(ResourcePlan Plan, IReadOnlyList<string> Faults)> ResourcesAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await provisioner.PlanAsync(blueprints.Of(stage), cancellationToken);
            return (plan, [.. plan.Resources
                .Where(resource => resource.Action is ResourceAction.NeedsReplacement or ResourceAction.Blocked)
                .Select(resource => $"{resource.Kind} {resource.Name}: {resource.Reason}")]);
        }
        catch (ProvisioningException fault)
        {
            return (new([]), fault.Faults);
        }
    }

    static IEnumerable<string> Errors(BundlePlanOutcome.Invalid invalid) =>
        invalid.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Select(diagnostic => diagnostic.ToString().TrimEnd());
}
