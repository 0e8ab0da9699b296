namespace ReleasePortal.Core.Clients.Http;

/// <summary>Whom outgoing TLS trusts beside the system's own roots, section <c>Trust</c>.</summary>
public sealed class TrustOptions
{
    public const string Section = "Trust";

    /// <summary>PEM file with the root certificates of a private authority; empty where the system's roots suffice.</summary>
    public string? CertificateFile { get; set; }
}
