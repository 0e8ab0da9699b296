using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Collects every fault, each with the key to set. Says nothing of the values beside the secret, which may have got into the wrong one.</summary>
public sealed class AzureOptionsValidator : IValidateOptions<AzureOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureOptions options)
    {
        string[] faults = [.. Ids(options), .. Proofs(options), .. Addresses(options)];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    static IEnumerable<string> Ids(AzureOptions options)
    {
        (string Key, string? Value)[] ids =
        [
            ("Azure:SubscriptionId", options.SubscriptionId),
            ("Azure:TenantId", options.TenantId),
            ("Azure:ClientId", options.ClientId),
        ];
        if (options.PrincipalId is { } principal && !Guid.TryParseExact(principal, "D", out _))
        {
            yield return "Azure:PrincipalId: is not an object id like 00000000-0000-0000-0000-000000000000.";
        }

        foreach (var (key, value) in ids)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"{key}: is missing.";
            }
            else if (!Guid.TryParseExact(value, "D", out _))
            {
                yield return $"{key}: is not an id like 00000000-0000-0000-0000-000000000000.";
            }
        }
    }

    static IEnumerable<string> Proofs(AzureOptions options)
    {
        string?[] proofs = [options.ClientSecret, options.ClientCertificateFile, options.WorkloadIdentityTokenFile];
        if (proofs.Count(proof => !string.IsNullOrWhiteSpace(proof)) != 1)
        {
            yield return "Azure:ClientSecret, Azure:ClientCertificateFile, Azure:WorkloadIdentityTokenFile: set exactly one of the three.";
        }

        if (!string.IsNullOrWhiteSpace(options.ClientCertificateFile) && !File.Exists(options.ClientCertificateFile))
        {
            yield return "Azure:ClientCertificateFile: there is no such file.";
        }

        if (!string.IsNullOrWhiteSpace(options.WorkloadIdentityTokenFile) && !File.Exists(options.WorkloadIdentityTokenFile))
        {
            yield return "Azure:WorkloadIdentityTokenFile: there is no such file.";
        }
    }

    /// <summary>The Azure libraries give no token to an address without TLS.</summary>
    static IEnumerable<string> Addresses(AzureOptions options)
    {
        if (!IsTls(options.ManagementUrl))
        {
            yield return $"Azure:ManagementUrl: '{options.ManagementUrl}' is not an absolute https address.";
        }

        if (!IsTls(options.AuthorityUrl))
        {
            yield return $"Azure:AuthorityUrl: '{options.AuthorityUrl}' is not an absolute https address.";
        }

        if (string.IsNullOrWhiteSpace(options.ManagementAudience))
        {
            yield return "Azure:ManagementAudience: is missing.";
        }
    }

    static bool IsTls(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" };
}
