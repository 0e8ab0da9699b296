using DuckDB.NET.Data;
using ReleasePortal.Sandbox.Databricks.Sql.Reading;
using ReleasePortal.Sandbox.Databricks.Sql.Rules;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>
/// The tables of one workspace: a DuckDB database attached under the name of the stage's catalog, opened when it is first needed.
/// What bundles run in it cannot leave it: no file but those laid out for reading, no extension, no setting.
/// </summary>
/// <remarks>https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview</remarks>
sealed class StageDatabase : IDisposable
{
    readonly Lock _gate = new();
    readonly string? _file;
    readonly string _catalog;
    DuckDBConnection? _root;

    public StageDatabase(StateFolder folder, string stage, string catalog)
    {
        _catalog = catalog;
        _file = folder.IsTemporary ? null : folder[$"databricks-{stage}.duckdb"];
        Inbox = folder[$"databricks-{stage}-files"];
        Volumes = folder[$"databricks-{stage}-volumes"];
    }

    /// <summary>Where files of the workspace are laid out for the engine to read.</summary>
    public string Inbox { get; }

    /// <summary>What is in <c>/Volumes</c>: a folder a catalog, in it one a schema, in it one a volume.</summary>
    public string Volumes { get; }

    /// <summary>A connection of its own for one notebook; temporary views are not shared.</summary>
    public DuckDBConnection Connect(IEnumerable<string> schemas)
    {
        DuckDBConnection connection;
        lock (_gate)
        {
            _root ??= Open();
            connection = _root.Duplicate();
        }

        connection.Open();
        foreach (var schema in schemas)
        {
            connection.Run($"CREATE SCHEMA IF NOT EXISTS {Name(_catalog)}.{Name(schema)}");
        }

        return connection;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _root?.Dispose();
            _root = null;
        }
    }

    public static string Name(string text) => new SqlToken(SqlKind.Name, text, "").ToString();

    DuckDBConnection Open()
    {
        Directory.CreateDirectory(Inbox);
        Directory.CreateDirectory(Volumes);
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        connection.Run($"ATTACH {SqlValue.Quoted(_file ?? ":memory:")} AS {Name(_catalog)}");
        SparkNative.Register(connection);
        connection.Run("SET TimeZone = 'UTC'");
        connection.Run("SET default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'");
        connection.Run($"SET allowed_directories = [{SqlValue.Quoted(Inbox)}, {SqlValue.Quoted(Volumes)}]");
        connection.Run("SET enable_external_access = false");
        connection.Run("SET lock_configuration = true");
        return connection;
    }
}
