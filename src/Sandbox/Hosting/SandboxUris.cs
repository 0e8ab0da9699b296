namespace ReleasePortal.Sandbox.Hosting;

/// <summary>Where the stand-ins answer. Every address ends with a slash and names the host as localhost.</summary>
public sealed class SandboxUris
{
    internal SandboxUris(SandboxPorts ports)
    {
        Entra = At("http", ports.Entra);
        Tls = At("https", ports.Tls);
        GitHub = At("http", ports.GitHub);
        GitHubApi = new Uri(GitHub, "api/v3/");
        Clone = new Uri(GitHub, "nanba/nanba-databricks.git");
        Workspaces = new Dictionary<string, Uri>(StringComparer.Ordinal)
        {
            ["dev"] = At("http", ports.Dev),
            ["test"] = At("http", ports.Test),
            ["prod"] = At("http", ports.Prod),
        };
    }

    /// <summary>Entra ID for browsers, without TLS: they would warn about the certificate.</summary>
    public Uri Entra { get; }

    /// <summary>Azure Resource Manager, and Entra's token endpoint once more: the Azure libraries insist on TLS.</summary>
    public Uri Tls { get; }

    public Uri GitHub { get; }

    public Uri GitHubApi { get; }

    public Uri Clone { get; }

    /// <summary>The Databricks workspaces by stage.</summary>
    public IReadOnlyDictionary<string, Uri> Workspaces { get; }

    static Uri At(string scheme, int port) => new($"{scheme}://localhost:{port}/");
}
