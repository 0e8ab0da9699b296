using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ReleasePortal.Sandbox.Databricks.Sql.Reading;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>What one notebook does with the tables of its workspace.</summary>
sealed class SqlSession : IDisposable
{
    readonly StateFile<DatabricksState> _state;
    readonly StateFile<MetastoreState> _metastore;
    readonly TimeProvider _clock;
    readonly WorkspaceReading _files;
    readonly DuckDBConnection _connection;
    readonly SqlTables _tables;

    public SqlSession(
        StateFile<DatabricksState> state, StateFile<MetastoreState> metastore, StageDatabase database, string catalog, TimeProvider clock)
    {
        (_state, _metastore, _clock) = (state, metastore, clock);
        _files = new(state, database);
        _connection = database.Connect(state.Read(workspace => workspace.Schemas.Values.Select(schema => schema.Text("name")!).ToArray()));
        _tables = new(_connection, catalog);
    }

    /// <summary>Runs all statements of a text; answers the rows of the last query, or none.</summary>
    /// <exception cref="SqlNotRunException">The sandbox does not run it.</exception>
    /// <exception cref="DuckDBException">The engine refused it.</exception>
    public async Task<SqlRows> RunAsync(string sql, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var rows = new SqlRows([], []);
        var scope = new SqlScope(parameters, _files.Find, _tables.Find, _tables.Whole);
        foreach (var statement in SqlLexer.Statements(sql))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _connection.RunAsync(
                $"SET VARIABLE spark_now = TIMESTAMP '{_clock.GetUtcNow():yyyy-MM-dd HH:mm:ss.ffffff}'", cancellationToken);
            rows = await RunAsync(SparkSql.Translate(statement, scope), cancellationToken) ?? rows;
        }

        return rows;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _files.Dispose();
    }

    async Task<SqlRows?> RunAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        switch (statement)
        {
            case SqlStatement.Query query:
                return await _connection.QueryAsync(query.DuckDb, cancellationToken) with { Columns = query.Columns };
            case SqlStatement.Command command:
                await RunAsync(command, cancellationToken);
                break;
            case SqlStatement.Use use:
                _tables.Use(use.Catalog, use.Schema);
                await _connection.RunAsync($"USE {SqlTable.InDuckDb([_tables.Catalog, _tables.Schema])}", cancellationToken);
                break;
            case SqlStatement.CreateCatalog catalog:
                _ = _tables.Required(catalog.Name);
                break;
            case SqlStatement.CreateSchema schema:
                await CreateAsync(schema, cancellationToken);
                break;
            case SqlStatement.CreateExternalLocation location:
                _metastore.Change(store => Create(store, location));
                break;
            case SqlStatement.Grant grant:
                _state.Change(workspace => workspace.GrantStatements.Add(grant.Text));
                break;
        }

        return null;
    }

    async Task RunAsync(SqlStatement.Command command, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        foreach (var part in command.DuckDb)
        {
            await _connection.RunAsync(part, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    async Task CreateAsync(SqlStatement.CreateSchema schema, CancellationToken cancellationToken)
    {
        var catalog = _tables.Required(schema.Catalog ?? _tables.Catalog);
        await _connection.RunAsync(
            $"CREATE SCHEMA {(schema.MayExist ? "IF NOT EXISTS " : "")}{StageDatabase.Name(catalog)}.{StageDatabase.Name(schema.Name)}",
            cancellationToken);
        var (within, name) = (catalog.ToLowerInvariant(), schema.Name.ToLowerInvariant());
        _state.Change(workspace => workspace.Schemas.TryAdd($"{within}.{name}", new JsonObject
        {
            ["name"] = name,
            ["catalog_name"] = within,
            ["full_name"] = $"{within}.{name}",
        }));
    }

    static bool Create(MetastoreState store, SqlStatement.CreateExternalLocation location)
    {
        if (store.Locations.ContainsKey(location.Name))
        {
            return location.MayExist
                ? false
                : throw new SqlNotRunException($"[LOCATION_ALREADY_EXISTS] The external location '{location.Name}' already exists.");
        }

        if (ExternalLocations.ObjectionTo(store, location.Name, location.Url, location.Credential) is var (_, code, message))
        {
            throw new SqlNotRunException($"[{code}] {message}");
        }

        store.Locations.Add(location.Name, new JsonObject
        {
            ["name"] = location.Name,
            ["full_name"] = location.Name,
            ["url"] = location.Url,
            ["credential_name"] = location.Credential,
        });
        return true;
    }
}
