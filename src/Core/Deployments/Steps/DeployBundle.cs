using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Brings the release's bundle into the stage's workspace, as the service principal.</summary>
public sealed class DeployBundle(ApplyBundle apply, BundleRequests requests, WorkspaceAccess workspaces) : IDeploymentStep
{
    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var request = requests.Of(context.Pipeline, context.Stage, context.Commit, context.Archive);
        try
        {
            // The deployment's own id as lock: what a killed attempt locked, the next attempt of the same deployment may use.
            var applied = await apply.RunAsync(
                request, workspaces.Open(context.Stage), new(context.DeploymentId) { Approved = context.Plan.Bundle }, context.Log, cancellationToken);
            return new StepOutcome.Succeeded(Summary(applied));
        }
        catch (BundleInvalidException fault)
        {
            return new StepOutcome.Failed(fault.Message);
        }
        catch (DatabricksException fault) when (fault.SaysInvalid)
        {
            return new StepOutcome.Failed(fault.Message);
        }
    }

    static string Summary(BundleApplied applied)
    {
        var parts = applied.Resources.GroupBy(resource => resource.Action).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {(group.Key is PlanAction.Unchanged ? "unchanged" : Past(group.Key))}");
        return string.Join(", ", parts);
    }

    static string Past(PlanAction action) => action switch
    {
        PlanAction.Create => "created",
        PlanAction.Update => "updated",
        PlanAction.Recreate => "recreated",
        _ => "deleted",
    };
}
