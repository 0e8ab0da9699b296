namespace ReleasePortal.Core.Clients.Azure;

/// <summary>The service principal that provisions and mints tokens, and where its cloud is. Section <c>Azure</c>; one
/// of the three proofs is set.</summary>
public sealed class AzureOptions
{
    public const string Section = "Azure";

    public string? SubscriptionId { get; set; }

    public string? TenantId { get; set; }

    /// <summary>The application id of the service principal.</summary>
    public string? ClientId { get; set; }

    /// <summary>The object id of the service principal (not of the application), which gets its roles on storage and
    /// vault; without it, somebody else gives them.</summary>
    public string? PrincipalId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>PEM or PFX with the private key, without a password.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>The file into which Kubernetes (or whoever federates) writes the assertion.</summary>
    public string? WorkloadIdentityTokenFile { get; set; }

    public Uri ManagementUrl { get; set; } = new("https://management.azure.com");

    /// <summary>Whom the token for the management address is made for.</summary>
    public string ManagementAudience { get; set; } = "https://management.azure.com";

    public Uri AuthorityUrl { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>Whether Entra is asked if it knows the authority; false for a private cloud or a stand-in.</summary>
    public bool InstanceDiscovery { get; set; } = true;
}
