using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Releases;

/// <summary>Keeps a release from going any further; open promotions of it end, and deployments that wait for their turn. One that runs goes
/// on: stopped in the middle, it would leave its stage between two releases.</summary>
public sealed class QuarantineRelease(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    public async Task<Outcome> RunAsync(string pipeline, int number, string reason, Person person, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync(async db =>
        {
            var release = await db.ReleaseAsync(pipeline, number, cancellationToken);
            var objections = Objections(release, reason, person).ToList();
            if (objections.Count > 0)
            {
                return new Outcome.Refused(objections);
            }

            var now = clock.GetUtcNow();
            release.Quarantine(person, reason.Trim(), now);
            foreach (var promotion in await db.Promotions
                .Where(
                    row => row.ReleaseId == release.Id
                        && row.Decision == DecisionState.AwaitingApproval
                        && row.Kind != PromotionKind.Provision)
                .ToListAsync(cancellationToken))
            {
                promotion.Supersede($"{person.Name} quarantined the release: {reason.Trim()}", now);
            }

            foreach (var deployment in await db.Deployments.Include(row => row.Release).Include(row => row.Promotion)
                .Where(row => row.ReleaseId == release.Id && row.State == RunState.Queued && row.Promotion.Kind != PromotionKind.Provision)
                .ToListAsync(cancellationToken))
            {
                deployment.Finish(RunState.Cancelled, $"{person.Name} quarantined the release: {reason.Trim()}", now);
                await db.AuditAsync(
                    now, person, pipeline, "cancelled", deployment.Subject(), $"deployment {deployment.Number}, quarantined",
                    cancellationToken);
            }

            await db.AuditAsync(now, person, pipeline, "quarantined", release.Commit.Short, reason.Trim(), cancellationToken);
            return (Outcome)new Outcome.Done();
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }

    static IEnumerable<string> Objections(Release release, string reason, Person person)
    {
        if (!person.Is(Roles.Approver) && !person.Is(Roles.Admin))
        {
            yield return "Only people with the role Approver or Admin may quarantine a release.";
        }

        if (release.IsQuarantined)
        {
            yield return $"{release.QuarantinedByName} has already quarantined it: {release.QuarantineReason}";
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return "A quarantine needs a reason.";
        }
    }
}
