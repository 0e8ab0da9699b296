using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>The dev workspace of a sandbox of its own, reached as the service principal, without waits between tries.</summary>
public sealed class SandboxWorkspace : IAsyncLifetime
{
    readonly List<string> _log = [];
    SandboxHost? _sandbox;
    ServiceProvider? _services;

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public DatabricksWorkspace Workspace { get; private set; } = null!;

    public SandboxHost Host => _sandbox!;

    public FaultRules Faults => _sandbox!.Faults;

    public IReadOnlyList<string> Log => _log;

    /// <summary>Like <c>POST /api/2.2/jobs/create</c>, without the query.</summary>
    public IReadOnlyList<string> Requests =>
        [.. _sandbox!.Requests.All.Where(call => call.StandIn == "dev").Select(call => $"{call.Method} {call.Path.Split('?')[0]}")];

    /// <summary>Like <see cref="Requests"/>, with query and JSON body, one after the other.</summary>
    public IReadOnlyList<string> Calls =>
        [.. _sandbox!.Requests.All.Where(call => call.StandIn == "dev").Select(call => $"{call.Method} {call.Path} {call.Body}".TrimEnd())];

    public ReleasePortal.Sandbox.Databricks.DatabricksWorkspace Inside => _sandbox!.Databricks["dev"];

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new(), Now);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(
                new DatabricksRetry
                {
                    FirstPause = TimeSpan.FromMilliseconds(1),
                    Total = TimeSpan.FromSeconds(3),
                    Attempt = TimeSpan.FromSeconds(5)
                })
            .AddTrust(new ConfigurationBuilder().Build())
            .AddDatabricksClient(new ConfigurationBuilder().Build())
            .AddBundles()
            .BuildServiceProvider();
        var token = new Secret(await TokenAsync(_sandbox));
        Workspace = Open(_ => ValueTask.FromResult(token));
    }

    public DatabricksWorkspace Open(Func<CancellationToken, ValueTask<Secret>> token) =>
        _services!.GetRequiredService<DatabricksClient>().For(_sandbox!.Uris.Workspaces["dev"], token);

    /// <summary>As seen by a process that a fault ends at once.</summary>
    public DatabricksWorkspace WithoutRetry() => With(new() { Total = TimeSpan.Zero });

    public DatabricksWorkspace With(DatabricksRetry retry) => new DatabricksClient(
        _services!.GetRequiredService<IHttpClientFactory>(), retry, TimeProvider.System)
        .For(Workspace.Url, async _ => new(await TokenAsync(_sandbox!)));

    /// <summary>A fresh Entra token of the service principal.</summary>
    public Task<string> TokenAsync() => TokenAsync(_sandbox!);

    public void ClearRequests() => _sandbox!.Requests.Clear();

    public Task<BundleValidation> ValidateAsync(BundleFiles files) =>
        _services!.GetRequiredService<ValidateBundle>().RunAsync(Request(files), Workspace, Now);

    public Task<BundlePlan> PlanAsync(BundleFiles files) => PlanAsync(Request(files));

    public async Task<BundlePlan> PlanAsync(BundleRequest request)
    {
        var outcome = await _services!.GetRequiredService<PlanBundle>().RunAsync(request, Workspace, Now);
        return outcome.ShouldBeOfType<BundlePlanOutcome.Planned>().Plan;
    }

    public Task<BundlePlanOutcome> TryPlanAsync(BundleFiles files) =>
        _services!.GetRequiredService<PlanBundle>().RunAsync(Request(files), Workspace, Now);

    public Task<BundleApplied> ApplyAsync(BundleFiles files, Guid? lockId = null, DatabricksWorkspace? workspace = null) =>
        ApplyAsync(Request(files), new(lockId ?? Guid.NewGuid()), workspace ?? Workspace, Now);

    public Task<BundleApplied> ApplyAsync(BundleFiles files, string folder) =>
        ApplyAsync(Request(files) with { Folder = folder }, new(Guid.NewGuid()), Workspace, Now);

    /// <summary>A deployment that somebody may interrupt.</summary>
    public Task<BundleApplied> ApplyAsync(BundleFiles files, DatabricksWorkspace workspace, CancellationToken cancellationToken) =>
        ApplyAsync(Request(files), new(Guid.NewGuid()), workspace, cancellationToken);

    public Task<BundleApplied> ApplyAsync(BundleRequest request, Guid? lockId = null, DatabricksWorkspace? workspace = null) =>
        ApplyAsync(request, new(lockId ?? Guid.NewGuid()), workspace ?? Workspace, Now);

    public Task<BundleApplied?> DestroyAsync(BundleFiles files, Guid? lockId = null, DatabricksWorkspace? workspace = null) =>
        DestroyAsync(Request(files), lockId, workspace);

    public Task<BundleApplied?> DestroyAsync(BundleRequest request, Guid? lockId = null, DatabricksWorkspace? workspace = null) =>
        _services!.GetRequiredService<DestroyBundle>()
            .RunAsync(request, workspace ?? Workspace, new(lockId ?? Guid.NewGuid()), _log.Add, Now);

    /// <summary>A deployment of which somebody approved the plan.</summary>
    public Task<BundleApplied> ApplyApprovedAsync(BundleFiles files, BundlePlan approved) => _services!.GetRequiredService<ApplyBundle>()
        .RunAsync(Request(files), Workspace, new(Guid.NewGuid()) { Approved = approved }, _log.Add, Now);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }

    Task<BundleApplied> ApplyAsync(
        BundleRequest request, BundleDeployment deployment, DatabricksWorkspace workspace, CancellationToken cancellationToken) =>
        _services!.GetRequiredService<ApplyBundle>().RunAsync(request, workspace, deployment, _log.Add, cancellationToken);

    static BundleRequest Request(BundleFiles files) => new()
    {
        Files = files,
        Target = "dev",
        Git = new("main", "7be03d9000000000000000000000000000000000", "https://github.com/nanba/nanba-databricks", "bundle"),
    };

    static async Task<string> TokenAsync(SandboxHost sandbox)
    {
        var tenant = sandbox.Entra.Tenant;
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.ReleaseClientId.ToString(),
            ["client_secret"] = tenant.ReleaseClientSecret,
            ["scope"] = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default",
        });
        using var answer = await http.PostAsync(new Uri(sandbox.Uris.Entra, $"{tenant.Id}/oauth2/v2.0/token"), form, Now);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(Now);
        return (string?)body?["access_token"] ?? throw new InvalidOperationException($"No token: {body}");
    }
}
