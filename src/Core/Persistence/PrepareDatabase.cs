using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>Brings the tables up to date, before anything reads or writes them.</summary>
public sealed class PrepareDatabase(IDbContextFactory<PortalDb> database)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Whether the database answers and has every table this version needs.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
