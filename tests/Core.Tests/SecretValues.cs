using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests;

/// <summary>Every value in a sandbox that nobody may ever read again.</summary>
public static class SecretValues
{
    /// <summary>How a Databricks access token begins; catches those that have been replaced since, too.</summary>
    const string AccessToken = "dapi";

    /// <summary>How a signed token of Entra begins, which is base64 of <c>{"alg":</c>.</summary>
    const string EntraToken = "eyJhbGciOi";

    public static IReadOnlyList<string> Of(SandboxHost sandbox) =>
    [
        AccessToken,
        EntraToken,
        .. sandbox.PortalSettings(new("http://localhost/")).Where(setting => IsSecret(setting.Key)).Select(setting => setting.Value!),
        .. sandbox.GitHub.Secrets.Values.SelectMany(secrets => secrets.Values),
    ];

    /// <summary>Names what leaked and where, never the value.</summary>
    public static void ShouldNotBeIn(this IReadOnlyList<string> secrets, string text, string where)
    {
        foreach (var secret in secrets)
        {
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"'{secret[..4]}…' stands in {where}: {Around(text, secret)}");
        }
    }

    static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return at < 0 ? "" : text[Math.Max(0, at - 80)..at];
    }

    static bool IsSecret(string setting) =>
        setting.EndsWith("ClientSecret", StringComparison.Ordinal)
            || setting.EndsWith("WebhookSecret", StringComparison.Ordinal)
            || setting == "GitHub:Token";
}
