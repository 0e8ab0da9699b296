using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Where GitHub is and as whom we call it: a token or a GitHub App, one of the two. Section <c>GitHub</c>.</summary>
public sealed class GitHubOptions
{
    public const string Section = "GitHub";

    /// <summary>With GitHub Enterprise Server <c>https://host/api/v3/</c>.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.github.com/");

    /// <summary>Relative addresses are appended, so the last part must not be taken for a file.</summary>
    internal Uri ApiRoot => new($"{ApiUrl.AbsoluteUri.TrimEnd('/')}/");

    /// <summary>Where people look at commits; links on pages start here.</summary>
    public Uri WebUrl { get; set; } = new("https://github.com/");

    public string? Token { get; set; }

    public GitHubAppOptions? App { get; set; }

    /// <summary>How often the head of a branch is asked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Signs what GitHub sends to the portal by itself. Without it the portal takes no deliveries, and relies on looking.</summary>
    public string? WebhookSecret { get; set; }
}
