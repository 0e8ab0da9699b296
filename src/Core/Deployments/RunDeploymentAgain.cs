using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>Puts an errored deployment back into the queue; it goes on with the step that did not succeed, after the
/// plan was checked again.</summary>
public sealed class RunDeploymentAgain(IDbContextFactory<PortalDb> database, DeploymentPlan plan, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such deployment.</exception>
    public async Task<Outcome> RunAsync(string pipeline, int number, Person person, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync(async db =>
        {
            var deployment = await db.DeploymentAsync(pipeline, number, cancellationToken);
            var objections = await ObjectionsAsync(db, deployment, person, cancellationToken).ToListAsync(cancellationToken);
            if (objections.Count > 0)
            {
                return new Outcome.Refused(objections);
            }

            deployment.RunAgain(plan.Repeated);
            await db.AuditAsync(
                clock.GetUtcNow(), person, pipeline, "ran again", deployment.Subject(), $"deployment {number}", cancellationToken);
            return (Outcome)new Outcome.Done();
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }

    static async IAsyncEnumerable<string> ObjectionsAsync(
        PortalDb db, Deployment deployment, Person person,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!person.Is(Roles.Approver) && !person.Is(Roles.Admin))
        {
            yield return "Only people with the role Approver or Admin may run a deployment again.";
        }

        if (deployment.State is not RunState.Errored)
        {
            yield return deployment.State is RunState.Failed
                ? "It failed: the release or the plan is wrong, so running it again gives the same."
                : $"It is {deployment.State.ToString().ToLowerInvariant()}.";
        }

        if (deployment.Release.IsQuarantined && deployment.Promotion.Kind is not PromotionKind.Provision)
        {
            yield return $"The release is quarantined: {deployment.Release.QuarantineReason}";
        }

        if (await OvertakerAsync(db, deployment, cancellationToken) is { } other)
        {
            yield return $"Another deployment into {deployment.Stage} has begun since (number {other}). Request the release anew.";
        }

        var live = await db.LiveAsync(deployment.Pipeline, deployment.Stage, cancellationToken);
        if (live?.Id != deployment.Promotion.ReplacesId && live?.Id != deployment.ReleaseId)
        {
            yield return $"{deployment.Stage} has received another release since ({live?.Commit.Short}). Request the promotion anew.";
        }
    }

    /// <summary>What waits for the stage or runs in it would be undone, and one that ran may have retired this one's
    /// token, even if it did not succeed.</summary>
    static Task<int?> OvertakerAsync(PortalDb db, Deployment deployment, CancellationToken cancellationToken) => db.Deployments
        .Where(row => row.Pipeline == deployment.Pipeline && row.Stage == deployment.Stage && row.Id != deployment.Id
            && (row.State == RunState.Queued || row.State == RunState.Running || (row.Number > deployment.Number && row.StartedAt != null)))
        .OrderByDescending(row => row.Number).Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken);
}
