using System.Text.Json.Nodes;
using DuckDB.NET.Data;
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
    readonly string _stageCatalog;
    string _catalog;

    public SqlSession(StateFile<DatabricksState> state, StateFile<MetastoreState> metastore, StageDatabase database, string catalog, TimeProvider clock)
    {
        (_state, _metastore, _clock, _catalog, _stageCatalog) = (state, metastore, clock, catalog, catalog);
        _files = new(state, database);
        _connection = database.Connect(state.Read(workspace => workspace.Schemas.Values.Select(schema => schema.Text("name")!).ToArray()));
    }

    /// <summary>Runs all statements of a text; answers the rows of the last query, or none.</summary>
    /// <exception cref="SqlNotRunException">The sandbox does not run it.</exception>
    /// <exception cref="DuckDBException">The engine refused it.</exception>
    public async Task<SqlRows> RunAsync(string sql, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var rows = new SqlRows([], []);
        foreach (var statement in SparkSql.Translate(sql, new(parameters, _files.Find, _clock)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = await RunAsync(statement, cancellationToken) ?? rows;
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
                return await _connection.QueryAsync(query.DuckDb, cancellationToken);
            case SqlStatement.Command command:
                await RunAsync(command, cancellationToken);
                break;
            case SqlStatement.Use use:
                RequireCatalog(use.Catalog ?? _catalog);
                _catalog = use.Catalog ?? _catalog;
                await _connection.RunAsync($"USE {StageDatabase.Name(_catalog)}.{StageDatabase.Name(use.Schema ?? "default")}", cancellationToken);
                break;
            case SqlStatement.CreateCatalog catalog:
                RequireCatalog(catalog.Name);
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
        var catalog = schema.Catalog ?? _catalog;
        RequireCatalog(catalog);
        await _connection.RunAsync(
            $"CREATE SCHEMA {(schema.MayExist ? "IF NOT EXISTS " : "")}{StageDatabase.Name(catalog)}.{StageDatabase.Name(schema.Name)}", cancellationToken);
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
            return location.MayExist ? false : throw new SqlNotRunException($"[LOCATION_ALREADY_EXISTS] The external location '{location.Name}' already exists.");
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

    void RequireCatalog(string name)
    {
        if (!name.Equals(_stageCatalog, StringComparison.OrdinalIgnoreCase))
        {
            throw new SqlNotRunException($"[NO_SUCH_CATALOG_EXCEPTION] Catalog '{name}' was not found. The workspace has the catalog '{_stageCatalog}'.");
        }
    }
}
