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

    SandboxClients(SandboxHost sandbox, TimeProvider clock)
    {
        Sandbox = sandbox;
        Settings = new ConfigurationBuilder().AddInMemoryCollection(sandbox.PortalSettings(new("http://localhost:5080"))).Build();
        _services = new ServiceCollection()
            .AddSingleton(Settings)
            .AddSingleton(clock)
            .AddDatabricksClient(Settings)
            .AddGitHubClient(Settings)
            .AddAzureClient(Settings)
            .AddProvisioning()
            .BuildServiceProvider();
    }

    public SandboxHost Sandbox { get; }

    public IConfiguration Settings { get; }

    /// <summary>The clients go by the sandbox's clock.</summary>
    public static async Task<SandboxClients> StartAsync(SandboxOptions? options = null)
    {
        options ??= new() { ArmDuration = TimeSpan.FromMilliseconds(300) };
        return new(await SandboxHost.StartAsync(options, TestContext.Current.CancellationToken), options.Clock);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
