using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Tests.Persistence;

/// <summary>A database that an older portal has left is brought to this version, or stays what it was.</summary>
public sealed class UpgradeTests : IAsyncDisposable
{
    const string Older = "20261123145416_MadeResources";

    readonly string _folder = Directory.CreateTempSubdirectory("upgrade-test-").FullName;
    readonly KeptLogs _logs = new();
    readonly ServiceProvider _services;

    public UpgradeTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Portal"] = $"Data Source={File}" }).Build();
        _services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Information))
            .AddSingleton<IConfiguration>(configuration).AddCore(configuration).BuildServiceProvider();
    }

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    string File => Path.Combine(_folder, "portal.db");

    string Newest => Migrations()[^1];

    [Fact]
    public async Task The_file_from_before_is_kept_and_told_and_nothing_is_lost()
    {
        await MakeOlderAsync();

        await PrepareAsync();

        (await NamesOfAsync(File)).ShouldBe(["Helen Brandt"]);
        (await AppliedAsync(File)).ShouldBe(Migrations());
        (await OfAsync(File, "PRAGMA journal_mode")).ShouldBe(["wal"]);
        var copy = $"{File}.before-{Newest}";
        (await NamesOfAsync(copy)).ShouldBe(["Helen Brandt"]);
        (await AppliedAsync(copy))[^1].ShouldBe(Older);
        _logs.Text.ShouldContain($"Upgraded the database to {Newest}; as it was before, it lies in {copy}");
        _logs.Text.ShouldNotContain("cannot be executed in a transaction");
        Beside().ShouldBe([$"portal.db.before-{Newest}"]);
    }

    [Fact]
    public async Task A_new_database_is_made_without_a_word()
    {
        await PrepareAsync();
        await PrepareAsync();

        (await AppliedAsync(File)).ShouldBe(Migrations());
        (await OfAsync(File, "PRAGMA journal_mode")).ShouldBe(["wal"]);
        Beside().ShouldBeEmpty();
        _logs.Text.ShouldNotContain("cannot be executed in a transaction");
        _logs.Text.ShouldNotContain("Upgraded");
    }

    [Fact]
    public async Task An_upgrade_that_was_killed_is_begun_anew()
    {
        await MakeOlderAsync();
        await System.IO.File.WriteAllTextAsync($"{File}.upgrading", "half of a database", Soon);
        await System.IO.File.WriteAllTextAsync($"{File}.upgrading-wal", "of which", Soon);
        await OfAsync(File, """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23')""");

        await PrepareAsync();

        (await NamesOfAsync(File)).ShouldBe(["Helen Brandt"]);
        (await AppliedAsync(File)).ShouldBe(Migrations());
        Beside().ShouldBe([$"portal.db.before-{Newest}"]);
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_file_as_it_was()
    {
        await MakeOlderAsync();
        await OfAsync(File, "ALTER TABLE ResourceChecks ADD COLUMN Kept TEXT");
        var before = await OfAsync(File, "SELECT sql FROM sqlite_master ORDER BY name");

        for (var start = 0; start < 2; start++)
        {
            (await Should.ThrowAsync<UpgradeException>(PrepareAsync)).Message
                .ShouldStartWith($"The database {File} could not be upgraded, and is as it was: SQLite Error 1: 'duplicate column name: Kept");
        }

        (await OfAsync(File, "SELECT sql FROM sqlite_master ORDER BY name")).ShouldBe(before);
        (await NamesOfAsync(File)).ShouldBe(["Helen Brandt"]);
        (await AppliedAsync(File))[^1].ShouldBe(Older);
        Beside().ShouldBe(["portal.db.upgrading"]);
    }

    [Fact]
    public async Task A_file_that_another_portal_has_open_is_left_to_it()
    {
        await MakeOlderAsync();
        await using var other = new SqliteConnection($"Data Source={File};Pooling=false");
        await other.OpenAsync(Soon);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM People";
        await command.ExecuteScalarAsync(Soon);

        (await Should.ThrowAsync<UpgradeException>(PrepareAsync)).Message.ShouldEndWith("Somebody else has it open; stop the other portal.");

        (await AppliedAsync(File))[^1].ShouldBe(Older);
    }

    [Fact]
    public async Task The_newest_copies_are_kept_and_nothing_of_others_is_deleted()
    {
        string[] copies = ["portal.db.before-20250101000000_One", "portal.db.before-20250201000000_Two", $"portal.db.before-{Newest}"];
        string[] theirs = ["portal.db.before-holidays", "portal.db.before-20240101000000_Old.bak", "other.db.before-20240101000000_Old"];
        await MakeOlderAsync();
        foreach (var name in copies.Concat(theirs))
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, name), name, Soon);
        }

        await PrepareAsync();

        Beside().ShouldBe([.. theirs, copies[1], copies[2], $"portal.db.before-{Newest}.2"], ignoreOrder: true);
        (await NamesOfAsync($"{File}.before-{Newest}.2")).ShouldBe(["Helen Brandt"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _logs.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    Task PrepareAsync() => _services.GetRequiredService<PrepareDatabase>().RunAsync(Soon);

    /// <summary>As an older version has left it: in WAL mode, with somebody in it.</summary>
    async Task MakeOlderAsync()
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Soon);
        await db.GetService<IMigrator>().MigrateAsync(Older, Soon);
        await OfAsync(File, "INSERT INTO People VALUES ('9f0c8f1e-0000-0000-0000-000000000001', 'Helen Brandt', 'helen.brandt@nanba.example', 0, 0)");
        SqliteConnection.ClearAllPools();
    }

    List<string> Migrations()
    {
        using var db = _services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContext();
        return [.. db.Database.GetMigrations()];
    }

    IEnumerable<string?> Beside() => Directory.EnumerateFiles(_folder).Select(Path.GetFileName)
        .Where(name => name is not ("portal.db" or "portal.db-wal" or "portal.db-shm")).Order(StringComparer.Ordinal);

    static Task<List<string>> NamesOfAsync(string file) => OfAsync(file, "SELECT Name FROM People");

    static Task<List<string>> AppliedAsync(string file) => OfAsync(file, """SELECT MigrationId FROM "__EFMigrationsHistory" ORDER BY MigrationId""");

    static async Task<List<string>> OfAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(Soon);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only this test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(Soon);
        List<string> found = [];
        while (await rows.ReadAsync(Soon))
        {
            found.Add(rows.IsDBNull(0) ? "" : rows.GetString(0));
        }

        return found;
    }
}
