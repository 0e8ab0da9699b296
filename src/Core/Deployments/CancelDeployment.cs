using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

/// <summary>Stops a deployment at the next point where that is possible: within a step that watches for it, else
/// after it. What is done stays done.</summary>
public sealed class CancelDeployment(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such deployment.</exception>
    public async Task<Outcome> RunAsync(string pipeline, int number, Person person, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync(async db =>
        {
            var deployment = await db.DeploymentAsync(pipeline, number, cancellationToken);
            if (!person.Is(Roles.Approver) && !person.Is(Roles.Admin))
            {
                return Outcome.Refuse("Only people with the role Approver or Admin may cancel a deployment.");
            }

            if (deployment.IsOver)
            {
                return Outcome.Refuse($"It is already {deployment.State.ToString().ToLowerInvariant()}.");
            }

            if (deployment.CancelRequestedByName is { } by)
            {
                return Outcome.Refuse($"{by} has already asked to cancel it; it stops as soon as it can.");
            }

            var now = clock.GetUtcNow();
            deployment.RequestCancel(person.Name, now);
            await db.AuditAsync(now, person, pipeline, "cancelled", deployment.Subject(), $"deployment {number}", cancellationToken);
            return new Outcome.Done();
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }
}
