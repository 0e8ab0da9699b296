using System.Data.Common;
using DuckDB.NET.Data;

namespace ReleasePortal.Sandbox.Databricks.Sql;

static class DuckDbCalls
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    public static async Task RunAsync(this DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = Command(connection, sql);
        await using var insisting = Insist(command, cancellationToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static IReadOnlyList<object[]> Query(this DuckDBConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public static async Task<SqlRows> QueryAsync(this DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = Command(connection, sql);
        await using var insisting = Insist(command, cancellationToken);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        List<IReadOnlyList<object?>> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add([.. columns.Select((_, index) => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
        }

        return new(columns, rows);
    }

    /// <summary>The engine forgets an interruption that comes just before a query begins, so it is told until the query ends.</summary>
    static Timer Insist(DuckDBCommand command, CancellationToken cancellationToken) => new(
        _ =>
        {
            if (cancellationToken.IsCancellationRequested)
            {
                command.Cancel();
            }
        },
        state: null,
        Again,
        Again);

    /// <summary>The text is what bundles bring: that is the point of the sandbox, and why the database is locked up.</summary>
#pragma warning disable CA2100
    static DuckDBCommand Command(DuckDBConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
