using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Bench.Bundles;

/// <summary>A workspace of the sandbox that takes its time for every call.</summary>
sealed class SlowWorkspace(SandboxHost sandbox, ServiceProvider services, DatabricksWorkspace workspace) : IAsyncDisposable
{
    public DatabricksWorkspace Workspace => workspace;

    public RequestLog Requests => sandbox.Requests;

    public static async Task<SlowWorkspace> StartAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        var sandbox = await SandboxHost.StartAsync(new(), cancellationToken);
        var services = new ServiceCollection()
            .AddLogging()
            .AddTrust(new ConfigurationBuilder().Build())
            .AddDatabricksClient(new ConfigurationBuilder().Build())
            .AddBundles()
            .BuildServiceProvider();
        var token = await TokenAsync(sandbox, cancellationToken);
        sandbox.Faults.Add(new Fault { StandIn = "dev", Times = null, LatencyMilliseconds = (int)latency.TotalMilliseconds });
        var client = services.GetRequiredService<DatabricksClient>();
        return new(sandbox, services, client.For(sandbox.Uris.Workspaces["dev"], _ => ValueTask.FromResult(token)));
    }

    public Task DeployAsync(BundleFiles files, CancellationToken cancellationToken) => services.GetRequiredService<ApplyBundle>().RunAsync(
        new() { Files = files, Target = "dev" }, workspace, new(Guid.NewGuid()), _ => { }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    static async Task<Secret> TokenAsync(SandboxHost sandbox, CancellationToken cancellationToken)
    {
        var tenant = sandbox.Entra.Tenant;
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.ReleaseClientId.ToString(),
            ["client_secret"] = tenant.ReleaseClientSecret,
            ["scope"] = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default",
        });
        using var answer = await http.PostAsync(new Uri(sandbox.Uris.Entra, $"{tenant.Id}/oauth2/v2.0/token"), form, cancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return new((string?)body?["access_token"] ?? throw new InvalidOperationException("Entra gave no token."));
    }
}
