using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Audit;

/// <summary>Who did what, newest first; each entry says whether its hash still fits its words.</summary>
public sealed class ReadAudit(IDbContextFactory<PortalDb> database)
{
    /// <param name="before">Only entries with a lower sequence number; null for the newest.</param>
    public async Task<IReadOnlyList<AuditRow>> RunAsync(string pipeline, long? before, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.Audit.AsNoTracking()
            .Where(entry => (entry.Pipeline == pipeline || entry.Pipeline == null) && (before == null || entry.Sequence < before))
            .OrderByDescending(entry => entry.Sequence).Take(size).ToListAsync(cancellationToken);
        return [.. rows.Select(entry => new AuditRow(
            entry.Sequence, entry.At, entry.Actor, entry.ActorId is null, entry.Address, entry.Action, entry.Subject, entry.Details,
            string.Equals(entry.ComputeHash(), entry.Hash, StringComparison.Ordinal)))];
    }
}

/// <param name="ByPortal">Whether nobody clicked: the portal did it by itself.</param>
/// <param name="Intact">False when the entry was changed after it was written.</param>
public sealed record AuditRow(long Sequence, DateTimeOffset At, string Actor, bool ByPortal, string? Address, string Action, string Subject, string? Details, bool Intact);
