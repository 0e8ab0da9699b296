using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.Http;

/// <summary>Makes the handlers under every outgoing client, so that all trust the same roots and none waits for ever.</summary>
public sealed class TrustedHandlers(IOptions<TrustOptions> options)
{
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Connections are renewed, so that a changed DNS answer is noticed by a client that lives as long as the portal.</summary>
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    readonly Lazy<X509Certificate2Collection> _roots = new(() => Roots(options.Value.CertificateFile));

    /// <summary>A new handler that does not follow redirects; the caller owns it.</summary>
    public SocketsHttpHandler Create()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (_roots.Value.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = Policy(_roots.Value);
        }

        return handler;
    }

    /// <summary>Custom trust replaces the system's roots, so they are added to ours. Revocation is not asked, as
    /// HttpClient does by default.</summary>
    static X509ChainPolicy Policy(X509Certificate2Collection extra)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(extra);
        foreach (var location in (StoreLocation[])[StoreLocation.LocalMachine, StoreLocation.CurrentUser])
        {
            using var store = new X509Store(StoreName.Root, location);
            store.Open(OpenFlags.ReadOnly);
            policy.CustomTrustStore.AddRange(store.Certificates);
        }

        return policy;
    }

    static X509Certificate2Collection Roots(string? file)
    {
        var roots = new X509Certificate2Collection();
        if (!string.IsNullOrWhiteSpace(file))
        {
            roots.ImportFromPemFile(file);
        }

        return roots;
    }
}
