using System.Net;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Turns what Azure.Identity throws into our one exception; the reason stands at the bottom of it, and holds no secret.</summary>
static class SignInFault
{
    public static AzureException From(AuthenticationFailedException fault, AzureOptions options) => new(
        asked: null,
        $"Signing in to Entra as service principal {options.ClientId} in tenant {options.TenantId} at {options.AuthorityUrl}: {fault.GetBaseException().Message}",
        fault.InnerException is MsalServiceException { StatusCode: >= 400 and < 500 and not 429 } ? HttpStatusCode.Unauthorized : null,
        null,
        fault);
}
