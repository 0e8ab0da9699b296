using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Clients;

/// <summary>A sandbox of its own, and the clients before it with the settings that the portal would get.</summary>
public sealed class SandboxClients : IAsyncDisposable
{
    public static readonly RepositoryName Repository = RepositoryName.Parse("nanba/nanba-databricks");

    readonly ServiceProvider _services;

    SandboxClients(SandboxHost sandbox)
    {
        Sandbox = sandbox;
        Settings = new ConfigurationBuilder().AddInMemoryCollection(sandbox.PortalSettings(new("http://localhost:5080"))).Build();
        _services = new ServiceCollection()
            .AddSingleton(Settings)
            .AddDatabricksClient()
            .AddGitHubClient(Settings)
            .AddAzureClient(Settings)
            .AddProvisioning()
            .BuildServiceProvider();
    }

    public SandboxHost Sandbox { get; }

    public IConfiguration Settings { get; }

    public static async Task<SandboxClients> StartAsync(SandboxOptions? options = null) => new(await SandboxHost.StartAsync(
        options ?? new() { ArmDuration = TimeSpan.FromMilliseconds(300) }, TestContext.Current.CancellationToken));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
