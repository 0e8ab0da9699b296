using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Audit;

/// <summary>Who did what, newest first, and whether the record as a whole still holds.</summary>
public sealed class ReadAudit(IDbContextFactory<PortalDb> database, CheckAudit check)
{
    /// <param name="before">Only entries with a lower sequence number; null for the newest.</param>
    public async Task<AuditView> RunAsync(string pipeline, long? before, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.Audit.AsNoTracking()
            .Where(entry => (entry.Pipeline == pipeline || entry.Pipeline == null) && (before == null || entry.Sequence < before))
            .OrderByDescending(entry => entry.Sequence).Take(size).ToListAsync(cancellationToken);
        var whole = await check.RunAsync(cancellationToken);
        return new(whole, [.. rows.Select(entry => new AuditRow(
            entry.Sequence, entry.At, entry.Actor, entry.ActorId is null, entry.Address, entry.Action, entry.Subject, entry.Details))]);
    }
}

/// <param name="Check">Of all entries of all pipelines: they are one chain.</param>
public sealed record AuditView(AuditCheck Check, IReadOnlyList<AuditRow> Rows);

/// <param name="ByPortal">Whether nobody clicked: the portal did it by itself.</param>
public sealed record AuditRow(
    long Sequence, DateTimeOffset At, string Actor, bool ByPortal, string? Address, string Action, string Subject, string? Details);
