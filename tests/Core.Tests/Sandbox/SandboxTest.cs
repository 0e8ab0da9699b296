using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Sandbox;

/// <summary>A sandbox of its own for every test, and the means to talk to it as anybody could.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    HttpClient? _http;

    protected static CancellationToken Soon => TestContext.Current.CancellationToken;

    protected SandboxHost Box { get; private set; } = null!;

    protected HttpClient Http => _http!;

    protected virtual SandboxOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Box = await SandboxHost.StartAsync(Options, Soon);
        _http = new HttpClient(Handler());
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await Box.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Trusts the sandbox's certificate, follows no redirect.</summary>
    protected SocketsHttpHandler Handler()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Box.CertificateFile);
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(certificate.RawData));
        return new() { AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
    }

    protected Uri TokenEndpoint => new(Box.Uris.Tls, $"{Box.Entra.Tenant.Id}/oauth2/v2.0/token");

    /// <summary>A token of the service principal for a resource.</summary>
    protected async Task<string> TokenFor(string resource)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Box.Entra.Tenant.ReleaseClientId.ToString(),
            ["client_secret"] = Box.Entra.Tenant.ReleaseClientSecret,
            ["scope"] = resource + "/.default",
        });
        using var response = await Http.PostAsync(TokenEndpoint, form, Soon);
        var body = await response.Content.ReadAsStringAsync(Soon);
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        return (string)JsonNode.Parse(body)!["access_token"]!;
    }

    protected async Task<(int Status, JsonNode? Body)> Call(HttpMethod method, Uri address, string? token, object? body)
    {
        using var request = new HttpRequestMessage(method, address);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = System.Net.Http.Json.JsonContent.Create(body);
            await request.Content.LoadIntoBufferAsync(Soon);
        }

        using var response = await Http.SendAsync(request, Soon);
        var text = await response.Content.ReadAsStringAsync(Soon);
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }
}
