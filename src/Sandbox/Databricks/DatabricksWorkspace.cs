using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks.Pages;
using ReleasePortal.Sandbox.Databricks.Runs;
using ReleasePortal.Sandbox.Databricks.Sql;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>One Databricks workspace. Nothing in it is known to the others.</summary>
public sealed class DatabricksWorkspace : IDisposable
{
    static readonly Dictionary<string, string> Catalogs = new(StringComparer.Ordinal)
    {
        ["dev"] = "nanba_dev_bronze",
        ["test"] = "nanba_test_silver",
        ["prod"] = "nanba_prod_gold",
    };

    readonly StateFile<DatabricksState> _state;
    readonly StateFile<MetastoreState> _metastore;
    readonly EntraStandIn _entra;
    readonly TimeProvider _clock;
    readonly StageDatabase _database;
    readonly JobRuns _runs;
    readonly JobSchedules _schedules;

    internal DatabricksWorkspace(
        string stage, StateFolder folder, StateFile<MetastoreState> metastore, EntraStandIn entra, SandboxOptions options)
    {
        var clock = options.Clock;
        Stage = stage;
        _entra = entra;
        _metastore = metastore;
        _clock = clock;
        _state = folder.Open<DatabricksState>($"databricks-{stage}.json");
        metastore.Change(store => store.Catalogs.TryAdd(Catalog, new JsonObject
        {
            ["name"] = Catalog,
            ["full_name"] = Catalog,
            ["catalog_type"] = "MANAGED_CATALOG",
            ["created_by"] = "platform.team@nanba.example",
            ["owner"] = entra.Tenant.ReleaseClientId.ToString(),
        }));
        _state.Change(workspace =>
        {
            workspace.MakeFolders("/Shared", clock.GetUtcNow());
            workspace.MakeFolders($"/Users/{entra.Tenant.ReleaseClientId}", clock.GetUtcNow());
            return workspace.Schemas.TryAdd($"{Catalog}.default", new JsonObject
            {
                ["name"] = "default",
                ["catalog_name"] = Catalog,
                ["full_name"] = $"{Catalog}.default",
                ["owner"] = entra.Tenant.ReleaseClientId.ToString(),
            });
        });
        JobClock = new(options.Clock);
        _database = new(folder, stage, Catalog);
        _runs = new(_state, new(_state, _metastore, _database, Catalog, options.TaskDuration, JobClock), JobClock);
        _schedules = new(_state, _runs, JobClock);
    }

    /// <summary>The clock of jobs and their schedules; it can be put forward.</summary>
    public SettableClock JobClock { get; }

    /// <summary>The folder behind <c>/Volumes</c>: put files there and a notebook can read them.</summary>
    public string VolumesFolder => _database.Volumes;

    public string Stage { get; }

    public string Catalog => Catalogs[Stage];

    /// <summary>The number in the X-Databricks-Org-Id header.</summary>
    public string OrganisationId => Stage switch { "dev" => "4815162342001101", "test" => "4815162342001102", _ => "4815162342001103" };

    public IReadOnlyList<AccessTokenInfo> Tokens => _state.Read(workspace =>
        workspace.Tokens.Select(token => new AccessTokenInfo(token.Id, token.Comment, token.CreatedAt, token.ExpiresAt)).ToArray());

    /// <summary>Jobs as the API shows them, with all their settings, by id.</summary>
    public IReadOnlyDictionary<long, JsonObject> Jobs => _state.Read(workspace =>
        workspace.Jobs.ToDictionary(job => job.Key, job => job.Value.Copy()));

    /// <summary>Pipelines, clusters, schemas and volumes as the API shows them, by type and id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Things(string type) => _state.Read(workspace => (type switch
    {
        "pipelines" => workspace.Pipelines,
        "clusters" => workspace.Clusters,
        "schemas" => workspace.Schemas,
        "volumes" => workspace.Volumes,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    }).ToDictionary(thing => thing.Key, thing => thing.Value.Copy(), StringComparer.Ordinal));

    /// <summary>Files and notebooks by path, which begins with /Users or /Shared rather than /Workspace.</summary>
    public IReadOnlyDictionary<string, WorkspaceObject> Files => _state.Read(workspace =>
        workspace.Files.Where(file => !file.Value.IsDirectory).ToDictionary(StringComparer.Ordinal));

    /// <summary>Whether this value is a token that the workspace would accept now.</summary>
    public bool Accepts(string token)
    {
        var hash = Callers.Hash(token);
        return _state.Read(workspace => workspace.Tokens.Exists(known =>
            known.Hash == hash && (known.ExpiresAt is not { } end || end > _clock.GetUtcNow())));
    }

    /// <summary>Starts the runs that schedules ask for by the job clock, rather than within a second.</summary>
    public void LookAtSchedules() => _schedules.Look();

    /// <summary>Runs Spark SQL as a cell of a notebook would; answers the rows of its last query.</summary>
    /// <exception cref="SqlNotRunException">The sandbox does not run it.</exception>
    public async Task<SqlRows> RunSqlAsync(string sql, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        using var session = new SqlSession(_state, _metastore, _database, Catalog, JobClock);
        return await session.RunAsync(sql, parameters, cancellationToken);
    }

    public void Dispose()
    {
        _schedules.Dispose();
        _runs.Dispose();
        _database.Dispose();
    }

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        var callers = new Callers(_state, _entra.Tokens, _clock);
        var routes = new DatabricksRoutes(endpoints, callers, OrganisationId);
        new IdentityApi(_entra.Tenant, new(_metastore, _entra.Tenant)).Map(routes);
        new TokensApi(_state, _clock).Map(routes);
        new WorkspaceApi(_state, _clock).Map(routes);
        new VolumeFilesApi(_state, new(VolumesFolder)).Map(routes);
        new JobsApi(_state, _entra.Tenant, _clock).Map(routes);
        new RunsApi(_state, _runs, _entra.Tenant.ReleaseClientId.ToString()).Map(routes);
        new PermissionsApi(_state, _entra.Tenant).Map(routes);
        new UnityCatalogApi(
            _state, _entra.Tenant, name => _metastore.Read(store => store.Catalogs.ContainsKey(name)), new(VolumesFolder),
            _clock).Map(routes);
        new MetastoreApi(_metastore, _entra.Tenant, _clock).Map(routes);
        new PipelinesApi(_state, _entra.Tenant).Map(routes);
        new ClustersApi(_state, _entra.Tenant, _clock).Map(routes);
        new GrantsApi(_state, principal => _metastore.Read(store => store.Deleted.Contains(principal))).Map(routes);
        new JobClockEndpoint(JobClock, _schedules).Map(endpoints);
        new DatabricksPages(_state, Stage, JobClock).Map(endpoints);
    }
}
