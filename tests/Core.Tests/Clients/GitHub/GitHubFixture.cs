using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Clients.GitHub;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

/// <summary>The real GitHub client, registered as the portal does it, before a service that answers as the test says.</summary>
public sealed class GitHubFixture : IAsyncDisposable
{
    public static readonly RepositoryName Repository = RepositoryName.Parse("nanba/elt");

    readonly ServiceProvider _services;

    GitHubFixture(LocalService service, Dictionary<string, string?> settings)
    {
        Service = service;
        settings["GitHub:ApiUrl"] = new Uri(service.Url, "api/v3").AbsoluteUri;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddGitHubClient(configuration).BuildServiceProvider();
    }

    public LocalService Service { get; }

    public static async Task<GitHubFixture> StartAsync(Action<WebApplication> routes, Dictionary<string, string?>? settings = null) =>
        new(await LocalService.StartAsync(routes), settings ?? new() { ["GitHub:Token"] = "t0ken" });

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Service.DisposeAsync();
    }
}
