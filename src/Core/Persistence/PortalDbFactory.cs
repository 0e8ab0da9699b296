using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>Hands out the configured database as <see cref="PortalDb"/>.</summary>
sealed class PortalDbFactory(IDbContextFactory<SqlitePortalDb> sqlite) : IDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext() => sqlite.CreateDbContext();
}
