namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>A GitHub App that is installed where the bundles live. Source: https://docs.github.com/apps/creating-github-apps</summary>
public sealed class GitHubAppOptions
{
    /// <summary>The App ID, or its client ID.</summary>
    public string? Id { get; set; }

    public long InstallationId { get; set; }

    /// <summary>The PEM file that GitHub made for the app.</summary>
    public string? PrivateKeyFile { get; set; }
}
