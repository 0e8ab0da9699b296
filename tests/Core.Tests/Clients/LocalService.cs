using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReleasePortal.Core.Tests.Clients;

/// <summary>A service on a free port of this machine for the tests of one client: it answers as the test says and
/// keeps what it was asked.</summary>
public sealed class LocalService : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly List<string> _requests = [];

    LocalService(WebApplication app, string? certificateFile) => (_app, CertificateFile) = (app, certificateFile);

    public Uri Url => new($"{_app.Urls.Single()}/");

    /// <summary>The PEM file to trust; only with TLS.</summary>
    public string? CertificateFile { get; }

    /// <summary>Like <c>GET /repos/o/r?page=2</c>, in the order of arrival.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<LocalService> StartAsync(Action<WebApplication> routes, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        string? file = null;
        if (tls)
        {
            var certificate = NewCertificate();
            file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pem");
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            builder.WebHost.UseKestrelHttpsConfiguration()
                .ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }

        builder.WebHost.UseUrls(tls ? "https://127.0.0.1:0" : "http://127.0.0.1:0");
        var app = builder.Build();
        var service = new LocalService(app, file);
        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            lock (service._requests)
            {
                service._requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            }

            await next(context);
        });
        routes(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (CertificateFile is not null)
        {
            File.Delete(CertificateFile);
        }
    }

    /// <summary>Read back from PFX: Kestrel wants a key that outlives its creation.</summary>
    static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
