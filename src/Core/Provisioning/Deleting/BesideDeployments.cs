using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Does what belongs to no deployment while none is there to be disturbed, and lets none begin meanwhile.</summary>
public sealed class BesideDeployments(IDbContextFactory<PortalDb> database, StageReservations reservations, ChangeFeed changes)
{
    /// <param name="stages">All that it concerns; the first is the one for which it is done.</param>
    /// <returns>A refusal while a deployment waits for one of the stages or runs there, or something of this kind is done there.</returns>
    internal async Task<Outcome> RunAsync(
        IReadOnlyList<StageAddress> stages, Person person, Func<Task<Outcome>> act, CancellationToken cancellationToken)
    {
        List<ReservedStage> reserved = [];
        try
        {
            foreach (var stage in stages)
            {
                var taken = await reservations.TryTakeAsync(stage.Pipeline, stage.Stage, person.Name, cancellationToken);
                reserved.AddRange(taken is null ? [] : [taken]);

                // Read under the lease: what is queued from now on waits.
                if (await DeploymentAsync(stage, cancellationToken) is { } deployment)
                {
                    var does = deployment.State is RunState.Queued ? "waits for" : "is at work in";
                    var where = stage == stages[0] ? stage.Stage : $"{stage.Stage}, which this concerns, too";
                    return Outcome.Refuse($"Deployment {deployment.Number} {does} {where}. Try again when it is over.");
                }

                if (taken is null)
                {
                    return Outcome.Refuse($"Something else is being deleted in {stage.Stage}. Try again when it is over.");
                }
            }

            return await act();
        }
        finally
        {
            foreach (var stage in reserved)
            {
                await stage.DisposeAsync();
            }

            foreach (var pipeline in stages.Select(stage => stage.Pipeline).Distinct(StringComparer.Ordinal))
            {
                changes.Publish(new(pipeline));
            }
        }
    }

    async Task<Deployment?> DeploymentAsync(StageAddress stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Deployments.AsNoTracking()
            .Where(row => row.Pipeline == stage.Pipeline && row.Stage == stage.Stage)
            .Where(row => row.State == RunState.Queued || row.State == RunState.Running)
            .OrderBy(row => row.Number).FirstOrDefaultAsync(cancellationToken);
    }
}
