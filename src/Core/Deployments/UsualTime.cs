using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Deployments;

/// <summary>How long deployments into a stage usually take: the median of the last ones that succeeded.</summary>
static class UsualTime
{
    /// <summary>Enough to be steady, few enough to follow a change within a week or two.</summary>
    const int Sample = 10;

    /// <returns>Null while nothing has succeeded in the stage.</returns>
    public static async Task<TimeSpan?> UsualAsync(this PortalDb db, string pipeline, string stage, CancellationToken cancellationToken)
    {
        var times = await db.Deployments
            .Where(
                row => row.Pipeline == pipeline
                    && row.Stage == stage
                    && row.State == RunState.Succeeded
                    && row.StartedAt != null
                    && row.FinishedAt != null
                && row.Promotion.Kind != PromotionKind.Provision)
            .OrderByDescending(row => row.Number).Take(Sample)
            .Select(row => new { row.StartedAt, row.FinishedAt }).ToListAsync(cancellationToken);
        return Median([.. times.Select(row => row.FinishedAt!.Value - row.StartedAt!.Value)]);
    }

    public static TimeSpan? Median(IReadOnlyList<TimeSpan> times) => times.Count == 0 ? null : times.Order().ElementAt(times.Count / 2);
}
