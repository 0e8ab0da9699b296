using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>One unit of work: read, decide, write, all or nothing.</summary>
public static class Transaction
{
    /// <summary>Somebody was faster; more than this in a row is not bad luck.</summary>
    const int Attempts = 10;

    /// <summary>Runs the work in a transaction on a fresh context and saves. When somebody else changed the same rows
    /// meanwhile, it is run again from the start.</summary>
    public static async Task<T> TransactAsync<T>(
        this IDbContextFactory<PortalDb> database, Func<PortalDb, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            try
            {
                var result = await work(db);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                await transaction.RollbackAsync(cancellationToken);
            }
        }
    }
}
