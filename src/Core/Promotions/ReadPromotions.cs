using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>What was asked for, newest first. Automatic ones are left out: nobody asked.</summary>
public sealed class ReadPromotions(IDbContextFactory<PortalDb> database)
{
    /// <param name="before">Only promotions with a lower number; null for the newest.</param>
    public async Task<IReadOnlyList<PromotionRow>> RunAsync(string pipeline, int? before, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.Promotions.AsNoTracking().Include(row => row.Release).Include(row => row.Approvals)
            .Where(row => row.Pipeline == pipeline && row.Kind != PromotionKind.Automatic && (before == null || row.Number < before))
            .OrderByDescending(row => row.Number).Take(size).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new PromotionRow(
            row.Number, row.Kind, row.Stage, ReleaseLine.Of(row.Release), row.Decision, row.RequesterName, row.RequestedAt, row.DecidedAt,
            row.DecidedByName, row.DecisionReason,
            row.Counting.Count(), row.ApprovalsNeeded, row.Commits.Count))];
    }
}

public sealed record PromotionRow(
    int Number, PromotionKind Kind, string Stage, ReleaseLine Release, DecisionState Decision, string? RequesterName,
    DateTimeOffset RequestedAt,
    DateTimeOffset? DecidedAt, string? DecidedByName, string? DecisionReason, int Given, int Needed, int Commits);
