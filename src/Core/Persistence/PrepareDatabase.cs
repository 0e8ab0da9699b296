using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>Brings the tables up to date, before anything reads or writes them.</summary>
public sealed class PrepareDatabase(IDbContextFactory<PortalDb> database, UpgradeFile upgrade)
{
    /// <exception cref="UpgradeException">It cannot be done; the database is as it was.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (DatabaseFile.Of(db) is not { } file)
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        else if (pending.Count > 0)
        {
            await upgrade.RunAsync(file, pending[^1], cancellationToken);
        }

        // A file that was upgraded is without it, also after a kill at the end of that.
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = wal", cancellationToken);
    }

    /// <summary>Whether the database answers and has every table this version needs.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
