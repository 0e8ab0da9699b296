using Azure.Identity;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Turns what Azure.Identity throws into our one exception; its texts hold no secret.</summary>
static class SignInFault
{
    public static AzureException From(AuthenticationFailedException fault, AzureOptions options) => new(
        $"Signing in to Entra as service principal {options.ClientId} in tenant {options.TenantId} at {options.AuthorityUrl}: {fault.Message}",
        null,
        null,
        fault);
}
