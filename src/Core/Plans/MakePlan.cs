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
    IDbContextFactory<PortalDb> database, PlanProvisioning planProvisioning, StageBlueprints blueprints, PlanBundle planBundle,
    BundleRequests requests, WorkspaceAccess workspaces)
{
    /// <param name="live">The release that is live in the stage now.</param>
    /// <exception cref="Clients.Azure.AzureException">Azure did not answer.</exception>
    /// <exception cref="Clients.Databricks.DatabricksException">The workspace could not be read.</exception>
    public async Task<PlanOutcome> RunAsync(
        Pipeline pipeline, Stage stage, Release release, Release? live, CancellationToken cancellationToken)
    {
        if (release.BundleDigest is not { } digest)
        {
            return new PlanOutcome.Impossible([release.ArchiveFault ?? "The release's bundle is not stored yet."]);
        }

        var archive = await ArchiveAsync(digest, cancellationToken);
        var resources = await planProvisioning.RunAsync(pipeline, stage, release, live, cancellationToken);
        var planned = await BundleAsync(pipeline, stage, release, archive, resources, cancellationToken);
        IReadOnlyList<string> faults = [.. Faults(pipeline, stage, planned)];
        return (resources, faults) switch
        {
            (PlanOutcome.Made made, []) => new PlanOutcome.Made(made.Plan with { Bundle = (planned as BundlePlanOutcome.Planned)?.Plan }),
            var (made, _) => new PlanOutcome.Impossible([.. (made as PlanOutcome.Impossible)?.Faults ?? [], .. faults])
            {
                Resources = made is PlanOutcome.Made { Plan.Resources: var plan }
                    ? PlanView.Of(plan)
                    : (made as PlanOutcome.Impossible)?.Resources ?? [],
                IsLiftable = made is PlanOutcome.Impossible { IsLiftable: true } && faults.Count == 0,
            },
        };
    }

    /// <returns>Null when nobody can say what the bundle would change: the workspace is still to be made, or another one answers at its
    /// address.</returns>
    async Task<BundlePlanOutcome?> BundleAsync(
        Pipeline pipeline, Stage stage, Release release, byte[] archive, PlanOutcome resources, CancellationToken cancellationToken)
    {
        var isKnown = resources is PlanOutcome.Made { Plan.Resources: var plan }
            ? !blueprints.Of(stage).MakesWorkspace(plan)
            : !stage.Infrastructure.CreateWorkspace;
        if (IsStopped(stage, resources) || (!isKnown && !await workspaces.AnswersAsync(stage, cancellationToken)))
        {
            return null;
        }

        return await planBundle.RunAsync(
            requests.Of(pipeline, stage, release.Commit.Value, archive), workspaces.Open(stage), cancellationToken);
    }

    bool IsStopped(Stage stage, PlanOutcome resources) => blueprints.Of(stage).WorkspaceId is var workspace
        && resources is PlanOutcome.Impossible impossible
        && impossible.Resources.Any(change =>
            change.Action is ChangeAction.Blocked && string.Equals(change.Key, workspace, StringComparison.OrdinalIgnoreCase));

    async Task<byte[]> ArchiveAsync(string digest, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Artifacts.Where(row => row.Digest == digest).Select(row => row.Content).SingleAsync(cancellationToken);
    }

    /// <summary>A release is not only deployed: what is to prove it afterwards must be in the bundle, too.</summary>
    static IEnumerable<string> Faults(Pipeline pipeline, Stage stage, BundlePlanOutcome? planned) => planned switch
    {
        BundlePlanOutcome.Invalid invalid => invalid.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error)
            .Select(diagnostic => diagnostic.ToString().TrimEnd()),
        BundlePlanOutcome.Planned { Jobs: var jobs } => CheckedJob.Faults(pipeline, stage, jobs),
        _ => [],
    };
}
