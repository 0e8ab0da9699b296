using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Collects every fault, each with the key to set.</summary>
public sealed class GitHubOptionsValidator : IValidateOptions<GitHubOptions>
{
    static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, GitHubOptions options)
    {
        string[] faults = [.. Addresses(options), .. Identity(options)];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    static IEnumerable<string> Addresses(GitHubOptions options)
    {
        if (!IsWeb(options.ApiUrl))
        {
            yield return $"GitHub:ApiUrl: '{options.ApiUrl}' is not an absolute http(s) address.";
        }

        if (!IsWeb(options.WebUrl))
        {
            yield return $"GitHub:WebUrl: '{options.WebUrl}' is not an absolute http(s) address.";
        }

        if (options.PollInterval < ShortestPoll)
        {
            yield return $"GitHub:PollInterval: '{options.PollInterval}' is shorter than {ShortestPoll}.";
        }
    }

    static IEnumerable<string> Identity(GitHubOptions options)
    {
        var hasToken = !string.IsNullOrWhiteSpace(options.Token);
        if (hasToken == options.App is not null)
        {
            yield return hasToken
                ? "GitHub:Token: set either the token or GitHub:App, not both."
                : "GitHub:Token: set a token, or GitHub:App:Id, GitHub:App:InstallationId and GitHub:App:PrivateKeyFile.";
        }

        foreach (var fault in options.App is { } app ? App(app) : [])
        {
            yield return fault;
        }
    }

    static IEnumerable<string> App(GitHubAppOptions app)
    {
        if (string.IsNullOrWhiteSpace(app.Id))
        {
            yield return "GitHub:App:Id: is missing.";
        }

        if (app.InstallationId <= 0)
        {
            yield return "GitHub:App:InstallationId: is missing; it is the number at the end of the installation's address.";
        }

        if (PrivateKeyFault(app.PrivateKeyFile) is { } fault)
        {
            yield return $"GitHub:App:PrivateKeyFile: {fault}";
        }
    }

    static string? PrivateKeyFault(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return "is missing.";
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"'{file}' cannot be read as an RSA key in PEM form.";
        }
    }

    static bool IsWeb(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" or "http" };
}
