using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>The numbers that stand in addresses, counted per pipeline. Taken inside a transaction; a unique index
/// refuses a number taken twice.</summary>
static class Numbers
{
    public static async Task<int> NextReleaseNumberAsync(this PortalDb db, string pipeline, CancellationToken cancellationToken) =>
        (await db.Releases.Where(row => row.Pipeline == pipeline).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0) + 1;

    public static async Task<int> NextPromotionNumberAsync(this PortalDb db, string pipeline, CancellationToken cancellationToken) =>
        (await db.Promotions.Where(row => row.Pipeline == pipeline).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0) + 1;

    public static async Task<int> NextDeploymentNumberAsync(this PortalDb db, string pipeline, CancellationToken cancellationToken) =>
        (await db.Deployments.Where(row => row.Pipeline == pipeline).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0) + 1;
}
