using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ReleasePortal.Core.Persistence;

/// <summary>Some migrations rebuild a table, which SQLite cannot do in one transaction. So a copy is migrated, and
/// takes the file's place when it is whole: whoever is killed meanwhile leaves the file as it was.</summary>
public sealed partial class UpgradeFile(IDbContextFactory<PortalDb> database, ILogger<UpgradeFile> logger)
{
    /// <summary>Of the files from before upgrades; older ones have served.</summary>
    const int CopiesKept = 3;

    /// <summary>Source: https://sqlite.org/rescode.html#busy</summary>
    const int Busy = 5;

    internal async Task RunAsync(DatabaseFile file, string migration, CancellationToken cancellationToken)
    {
        try
        {
            file.DeleteNext();
            var isNew = !File.Exists(file.Path);
            if (!isNew)
            {
                await CloseAsync(file, cancellationToken);
                File.Copy(file.Path, file.Next);
            }

            await MigrateAsync(file, cancellationToken);
            var copy = isNew ? null : Keep(file, migration);
            File.Move(file.Next, file.Path, overwrite: true);
            if (copy is not null)
            {
                LogUpgraded(migration, copy);
            }
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UpgradeException($"The database {file.Path} could not be upgraded, and is as it was: {fault.Message}", fault);
        }
    }

    /// <summary>Everything in the one file, and nobody else at it.</summary>
    static async Task CloseAsync(DatabaseFile file, CancellationToken cancellationToken)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection(file.OwnConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = delete";
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is Busy)
        {
            throw new IOException("Somebody else has it open; stop the other portal.", fault);
        }
    }

    async Task MigrateAsync(DatabaseFile file, CancellationToken cancellationToken)
    {
        await using var next = await database.CreateDbContextAsync(cancellationToken);
        next.Database.SetConnectionString(file.NextConnectionString);
        if (File.Exists(file.Next))
        {
            // Whoever held the lock was killed; nobody else has this copy.
            await next.Database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
        }

        await next.Database.MigrateAsync(cancellationToken);
        await next.Database.ExecuteSqlAsync($"PRAGMA journal_mode = delete", cancellationToken);
    }

    /// <summary>The file as it was, for whoever wants to go back to the version before.</summary>
    static string Keep(DatabaseFile file, string migration)
    {
        var copy = file.FreeCopy(migration);
        File.Copy(file.Path, copy);
        foreach (var old in file.Copies().SkipLast(CopiesKept).ToList())
        {
            File.Delete(old);
        }

        return copy;
    }

    [LoggerMessage(LogLevel.Information, "Upgraded the database to {Migration}; as it was before, it lies in {Copy}")]
    partial void LogUpgraded(string migration, string copy);
}

/// <summary>The tables could not be brought to this version.</summary>
public sealed class UpgradeException(string message, Exception inner) : Exception(message, inner);
