using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>The self-signed certificate of the TLS port, made at first start. It is its own root, so trusting the file is enough.</summary>
static class SandboxCertificate
{
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public static X509Certificate2 LoadOrCreate(string certificateFile, string keyFile)
    {
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            using var kept = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (kept.NotAfter > DateTime.Now.AddDays(1))
            {
                return Usable(kept);
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var created = Request(key).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow + Lifetime);
        File.WriteAllText(certificateFile, created.ExportCertificatePem());
        PrivateFile.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return Usable(created);
    }

    static CertificateRequest Request(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=Release Portal Sandbox", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    /// <summary>Some platforms cannot serve TLS with a key that was never in a PFX.</summary>
    static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}
