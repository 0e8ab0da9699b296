using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Brings the release's bundle into the stage's workspace, as the service principal.</summary>
public sealed class DeployBundle(ApplyBundle apply, BundleRequests requests, WorkspaceAccess workspaces) : IDeploymentStep
{
    /// <summary>Key in the journal under which the ids of the deployed jobs stand, by their keys in the bundle.</summary>
    public const string Jobs = "jobs";

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.Bundle is null && !context.Stage.IsAutomatic)
        {
            return new StepOutcome.Failed("Nobody approved what the bundle would change.");
        }

        await workspaces.RequireOwnAsync(context.Stage, cancellationToken);
        var request = requests.Of(context.Pipeline, context.Stage, context.Commit, context.Archive);
        try
        {
            var applied = await apply.RunAsync(
                request, workspaces.Open(context.Stage), new(LockOf(context)) { Approved = context.Plan.Bundle }, context.Log,
                cancellationToken);
            await context.NoteAsync(Jobs, JobIds(applied), cancellationToken);
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

    /// <summary>One lock id for a stage, always the same: the lease keeps two deployments of the portal apart, and a
    /// lock that a killed one left is its successor's.</summary>
    static Guid LockOf(StepContext context) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"release-portal/{context.Pipeline.Key}/{context.Stage.Name}")).AsSpan(0, 16));

    static string JobIds(BundleApplied applied)
    {
        var jobs =
            from resource in applied.Resources
            where resource.Action is not PlanAction.Delete
            let key = ResourceKey.Parse(resource.Key)
            where key is { Type: "jobs", Child: null }
            select KeyValuePair.Create(key.Value.Name, long.Parse(resource.Id, CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(jobs.ToDictionary());
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
