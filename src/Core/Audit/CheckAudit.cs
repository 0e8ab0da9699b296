using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Audit;

/// <summary>Follows the whole chain: every entry fits its own hash, names the hash of the one before, and none is missing.</summary>
public sealed class CheckAudit(IDbContextFactory<PortalDb> database, TimeProvider clock)
{
    /// <summary>A page that is read again and again does not follow the chain each time.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    AuditCheck? _last;

    public async Task<AuditCheck> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var newest = await db.Audit.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        if (_last is { } last && last.Entries == newest && clock.GetUtcNow() - last.At < Fresh)
        {
            return last;
        }

        return _last = await FollowAsync(db, cancellationToken);
    }

    async Task<AuditCheck> FollowAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var (sequence, hash) = (0L, "");
        AuditBreak? first = null;
        await foreach (var entry in db.Audit.AsNoTracking()
            .OrderBy(entry => entry.Sequence)
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
        {
            first ??= Break(entry, sequence + 1, hash);
            (sequence, hash) = (entry.Sequence, entry.Hash);
        }

        return new(clock.GetUtcNow(), sequence, hash, first);
    }

    static AuditBreak? Break(AuditEntry entry, long expected, string before) =>
        entry.Sequence != expected ? new(expected, "is missing")
        : !string.Equals(entry.ComputeHash(), entry.Hash, StringComparison.Ordinal)
            ? new(entry.Sequence, "was changed after it was written")
        : !string.Equals(entry.PreviousHash, before, StringComparison.Ordinal)
            ? new(entry.Sequence, "does not follow the entry before it: one of the two was replaced")
        : null;
}

/// <param name="Entries">How many there are, when none is missing.</param>
/// <param name="NewestHash">Noted elsewhere, it shows later whether the whole chain was written anew; empty before the first entry.</param>
/// <param name="First">The first place where the chain does not hold; null when it does.</param>
public sealed record AuditCheck(DateTimeOffset At, long Entries, string NewestHash, AuditBreak? First);

/// <param name="What">Completes the sentence "Entry 12 …".</param>
public sealed record AuditBreak(long Sequence, string What);
