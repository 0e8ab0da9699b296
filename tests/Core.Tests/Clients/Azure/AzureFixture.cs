using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Clients.Azure;

/// <summary>The real Azure client, registered as the portal does it, before a service with TLS that gives tokens and
/// else answers as the test says.</summary>
public sealed class AzureFixture : IAsyncDisposable
{
    public const string Subscription = "/subscriptions/5f3c8f1e-0000-0000-0000-000000000001";

    const string Tenant = "5f3c8f1e-0000-0000-0000-000000000002";

    readonly ServiceProvider _services;

    AzureFixture(LocalService service, string secret)
    {
        Service = service;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Trust:CertificateFile"] = service.CertificateFile,
            ["Azure:SubscriptionId"] = Subscription.Split('/')[^1],
            ["Azure:TenantId"] = Tenant,
            ["Azure:ClientId"] = "5f3c8f1e-0000-0000-0000-000000000003",
            ["Azure:ClientSecret"] = secret,
            ["Azure:ManagementUrl"] = service.Url.AbsoluteUri,
            ["Azure:AuthorityUrl"] = service.Url.AbsoluteUri,
            ["Azure:InstanceDiscovery"] = "false",
        }).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddAzureClient(configuration)
            .AddDatabricksClient(configuration)
            .AddProvisioning()
            .BuildServiceProvider();
    }

    public LocalService Service { get; }

    /// <summary>What Resource Manager was asked, without the tokens.</summary>
    public IEnumerable<string> Calls => Service.Requests.Where(request => !request.Contains("/oauth2/", StringComparison.Ordinal));

    public static async Task<AzureFixture> StartAsync(Action<WebApplication> routes, string secret = "right") =>
        new(await LocalService.StartAsync(app =>
        {
            app.MapPost($"/{Tenant}/oauth2/v2.0/token", async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                return form["client_secret"] == "right"
                    ? Json($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"for {{form["scope"]}}"}""")
                    : Json("""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", 401);
            });
            routes(app);
        }, tls: true), secret);

    public static IResult Json(string body, int status = 200) => Results.Text(body, "application/json", null, status);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Service.DisposeAsync();
    }
}
