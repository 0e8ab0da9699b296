using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Promotions;

/// <summary>One approver's no ends a promotion. An author or the requester may say it too: stopping needs no second pair of eyes.</summary>
public sealed class RejectPromotion(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such promotion.</exception>
    public async Task<Outcome> RunAsync(string pipeline, int number, string reason, Person approver, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync<Outcome>(async db =>
        {
            var promotion = await db.PromotionAsync(pipeline, number, cancellationToken);
            var objections = Objections(promotion, reason, approver).ToList();
            if (objections.Count > 0)
            {
                return new Outcome.Refused(objections);
            }

            var now = clock.GetUtcNow();
            promotion.Reject(approver, reason.Trim(), now);
            await db.AuditAsync(now, approver, pipeline, "rejected", promotion.Subject(), reason.Trim(), cancellationToken);
            return new Outcome.Done();
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }

    static IEnumerable<string> Objections(Promotion promotion, string reason, Person approver)
    {
        if (!approver.Is(Roles.Approver))
        {
            yield return "Only people with the role Approver may reject.";
        }

        if (!promotion.IsOpen)
        {
            yield return $"It is already {promotion.Decision.ToString().ToLowerInvariant()}.";
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return "A rejection needs a reason.";
        }
    }
}
