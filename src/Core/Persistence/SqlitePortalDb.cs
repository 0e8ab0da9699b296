using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReleasePortal.Core.Persistence;

/// <summary>The tables on SQLite, which knows neither time zones nor an order of offsets: times are UTC microseconds.</summary>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    public override string ClockSql => "unixepoch('subsec')";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();

    sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks / TimeSpan.TicksPerMicrosecond,
        value => new(value * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));
}

/// <summary>For <c>dotnet ef</c> only.</summary>
sealed class SqlitePortalDbDesign : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite("Data Source=design.db").Options);
}
