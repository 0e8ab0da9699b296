using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Collects every fault, each with the key to set.</summary>
public sealed class GitHubOptionsValidator : IValidateOptions<GitHubOptions>
{
    public ValidateOptionsResult Validate(string? name, GitHubOptions options) =>
        Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    static IEnumerable<string> Faults(GitHubOptions options)
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

        if (file.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return "holds the key itself; write the name of the file with the key.";
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
}
