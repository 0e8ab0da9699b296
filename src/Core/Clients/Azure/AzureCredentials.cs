using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>The service principal's credential, by secret, certificate or federation, whichever is set.</summary>
public sealed class AzureCredentials(IOptions<AzureOptions> options, TrustedHandlers handlers) : IDisposable
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    readonly Lazy<HttpClient> _http = new(() => new(handlers.Create()) { Timeout = CallTimeout });
    TokenCredential? _credential;

    /// <summary>One for the life of the portal, for it keeps the tokens.</summary>
    public TokenCredential Credential => LazyInitializer.EnsureInitialized(ref _credential, Create);

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    TokenCredential Create()
    {
        var settings = options.Value;
        if (!string.IsNullOrWhiteSpace(settings.ClientSecret))
        {
            var proof = With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = !settings.InstanceDiscovery });
            return new ClientSecretCredential(settings.TenantId, settings.ClientId, settings.ClientSecret, proof);
        }

        if (!string.IsNullOrWhiteSpace(settings.ClientCertificateFile))
        {
            var proof = With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = !settings.InstanceDiscovery });
            return new ClientCertificateCredential(settings.TenantId, settings.ClientId, settings.ClientCertificateFile, proof);
        }

        return new WorkloadIdentityCredential(With(new WorkloadIdentityCredentialOptions
        {
            TenantId = settings.TenantId,
            ClientId = settings.ClientId,
            TokenFilePath = settings.WorkloadIdentityTokenFile,
            DisableInstanceDiscovery = !settings.InstanceDiscovery,
        }));
    }

    T With<T>(T proof)
        where T : TokenCredentialOptions
    {
        proof.AuthorityHost = options.Value.AuthorityUrl;
        proof.Transport = new HttpClientTransport(_http.Value);
        return proof;
    }
}
