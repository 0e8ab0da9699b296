using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Deployments;

/// <summary>When was what released by whom, and how did it go. Pages by number, so that a page costs the same however
/// far back it is.</summary>
public sealed class ReadHistory(IDbContextFactory<PortalDb> database)
{
    public async Task<HistoryView> RunAsync(string pipeline, HistoryFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var matching = Matching(db, pipeline, filter);
        var page = filter.After is { } after
            ? matching.Where(row => row.Number > after).OrderBy(row => row.Number)
            : matching.Where(row => filter.Before == null || row.Number < filter.Before).OrderByDescending(row => row.Number);
        var rows = (await RowsAsync(page.Take(filter.Size), cancellationToken)).OrderByDescending(row => row.Number).ToList();
        var (first, last) = rows.Count == 0 ? (0, 0) : (rows[0].Number, rows[^1].Number);
        Dictionary<string, TimeSpan?> usual = new(StringComparer.Ordinal);
        foreach (var stage in rows.Select(row => row.Stage).Distinct(StringComparer.Ordinal))
        {
            usual[stage] = await db.UsualAsync(pipeline, stage, cancellationToken);
        }

        return new()
        {
            Rows = rows,
            Total = await matching.CountAsync(cancellationToken),
            HasNewer = await matching.AnyAsync(row => row.Number > first, cancellationToken) && rows.Count > 0,
            HasOlder = await matching.AnyAsync(row => row.Number < last, cancellationToken),
            Since = await db.Deployments.Where(row => row.Pipeline == pipeline)
                .OrderBy(row => row.Number)
                .Select(row => (DateTimeOffset?)row.QueuedAt)
                .FirstOrDefaultAsync(cancellationToken),
            Usual = usual,
        };
    }

    static IQueryable<Deployment> Matching(PortalDb db, string pipeline, HistoryFilter filter)
    {
        var rows = db.Deployments.AsNoTracking().Where(row => row.Pipeline == pipeline);
        if (filter.Stage is { } stage)
        {
            rows = rows.Where(row => row.Stage == stage);
        }

        if (filter.State is { } state)
        {
            rows = rows.Where(row => row.State == state);
        }

        if (filter.Text is { Length: > 0 } text)
        {
            var like = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            rows = rows.Where(
                row =>
                    EF.Functions.Like(row.Release.Title, like, "\\") || EF.Functions.Like((string)(object)row.Release.Commit, like, "\\"));
        }

        if (filter.Person is { } person)
        {
            rows = rows.Where(
                row => row.Promotion.RequesterId == person || row.Promotion.Approvals.Any(approval => approval.PersonId == person));
        }

        return rows;
    }

    static async Task<IReadOnlyList<HistoryRow>> RowsAsync(IQueryable<Deployment> page, CancellationToken cancellationToken)
    {
        var rows = await page.Include(row => row.Release)
            .Include(row => row.Promotion)
            .ThenInclude(row => row.Approvals)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new HistoryRow(
            row.Number, row.Promotion.Kind, row.Stage, ReleaseLine.Of(row.Release), row.State, row.QueuedAt, row.StartedAt, row.FinishedAt,
            row.Reason,
            row.Promotion.Kind is PromotionKind.Automatic ? null : row.Promotion.RequestedAt, row.Promotion.RequesterName,
            [.. row.Promotion.Counting.OrderBy(item => item.At).Select(item => item.PersonName)], row.Promotion.Reason))];
    }
}

public sealed record HistoryFilter
{
    public string? Stage { get; init; }

    public RunState? State { get; init; }

    /// <summary>A part of the title or of the commit id.</summary>
    public string? Text { get; init; }

    /// <summary>Only what this person requested or approved.</summary>
    public Guid? Person { get; init; }

    /// <summary>Only deployments with a lower number.</summary>
    public int? Before { get; init; }

    /// <summary>Only deployments with a higher number, the next page upwards.</summary>
    public int? After { get; init; }

    public int Size { get; init; } = 50;
}

public sealed record HistoryView
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<HistoryRow> Rows { get; init; }

    public required int Total { get; init; }

    public required bool HasNewer { get; init; }

    public required bool HasOlder { get; init; }

    /// <summary>When the first deployment of the pipeline was queued.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>By stage.</summary>
    public required IReadOnlyDictionary<string, TimeSpan?> Usual { get; init; }
}

/// <param name="RequestedAt">Null when nobody asked.</param>
public sealed record HistoryRow(
    int Number, PromotionKind Kind, string Stage, ReleaseLine Release, RunState State, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt, string? Failure,
    DateTimeOffset? RequestedAt, string? RequesterName, IReadOnlyList<string> ApprovedBy, string? Reason);
