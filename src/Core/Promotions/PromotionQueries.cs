using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Promotions;

/// <summary>How the use cases find a promotion and name it.</summary>
static class PromotionQueries
{
    /// <exception cref="KeyNotFoundException">There is no such promotion.</exception>
    public static async Task<Promotion> PromotionAsync(
        this PortalDb db, string pipeline, int number, CancellationToken cancellationToken) =>
        await db.Promotions
            .Include(promotion => promotion.Release)
            .Include(promotion => promotion.Approvals)
            .SingleOrDefaultAsync(promotion => promotion.Pipeline == pipeline && promotion.Number == number, cancellationToken)
        ?? throw new KeyNotFoundException($"Pipeline '{pipeline}' has no promotion {number}.");

    /// <summary>"7be03d9 to prod", as people say it.</summary>
    public static string Subject(this Promotion promotion) =>
        PromotionName.Of(promotion.Kind, promotion.Release.Commit.Short, promotion.Stage);
}
