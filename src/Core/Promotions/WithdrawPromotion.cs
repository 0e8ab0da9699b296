using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Audit;
using ReleasePortal.Core.Changes;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Promotions;

/// <summary>Whoever asked takes it back, or an admin does.</summary>
public sealed class WithdrawPromotion(IDbContextFactory<PortalDb> database, ChangeFeed changes, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such promotion.</exception>
    public async Task<Outcome> RunAsync(string pipeline, int number, string? reason, Person person, CancellationToken cancellationToken)
    {
        var outcome = await database.TransactAsync<Outcome>(async db =>
        {
            var promotion = await db.PromotionAsync(pipeline, number, cancellationToken);
            if (promotion.RequesterId != person.Id && !person.Is(Roles.Admin))
            {
                return Outcome.Refuse($"Only {promotion.RequesterName} or an admin may withdraw it.");
            }

            if (!promotion.IsOpen)
            {
                return Outcome.Refuse($"It is already {promotion.Decision.ToString().ToLowerInvariant()}.");
            }

            var now = clock.GetUtcNow();
            promotion.Withdraw(person, reason, now);
            await db.AuditAsync(now, person, pipeline, "withdrew", promotion.Subject(), reason, cancellationToken);
            return new Outcome.Done();
        }, cancellationToken);
        changes.Publish(new(pipeline));
        return outcome;
    }
}
