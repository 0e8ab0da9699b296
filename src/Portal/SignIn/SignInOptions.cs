using Microsoft.Extensions.Options;

namespace ReleasePortal.Portal.SignIn;

/// <summary>The settings of section AzureAd the portal cannot start without; Microsoft.Identity.Web reads the rest itself.</summary>
public sealed class SignInOptions
{
    public const string Section = "AzureAd";

    public string? Instance { get; set; }

    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string? KeysFolder { get; set; }

    public bool MapInboundClaims { get; set; }

    public bool RequireHttpsMetadata { get; set; } = true;
}

/// <summary>Collects every fault, each naming its key, so that a wrong set of settings is repaired in one go.</summary>
public sealed class SignInOptionsValidator(IConfiguration configuration) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var faults = new List<string>();
        if (!Uri.TryCreate(options.Instance, UriKind.Absolute, out _))
        {
            faults.Add("AzureAd:Instance must be the address people sign in at, such as https://login.microsoftonline.com/.");
        }

        if (string.IsNullOrWhiteSpace(options.TenantId))
        {
            faults.Add("AzureAd:TenantId is missing: the directory (tenant) id of the app registration.");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            faults.Add("AzureAd:ClientId is missing: the application (client) id of the app registration.");
        }

        if (string.IsNullOrWhiteSpace(options.ClientSecret) && !configuration.GetSection("AzureAd:ClientCredentials").Exists())
        {
            faults.Add("AzureAd:ClientSecret is missing (or AzureAd:ClientCredentials, for a certificate).");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
