using System.Net.Http.Headers;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Only a token that our Entra ID issued for Azure Resource Manager opens the subscription.</summary>
sealed class ArmCallers(EntraStandIn entra)
{
    static readonly string[] Audiences =
    [
        EntraTenant.ManagementResource,
        EntraTenant.ManagementResource + "/",
        "https://management.core.windows.net",
        "https://management.core.windows.net/",
    ];

    public async Task RequireAsync(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || header is not { Scheme: "Bearer", Parameter: { } token })
        {
            throw Refuse(context, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }

        if (await entra.Tokens.CheckAsync(token, Audiences) is null)
        {
            throw Refuse(
                context, "InvalidAuthenticationToken", "The access token is invalid: wrong signature, issuer, audience or lifetime.");
        }
    }

    Refusal Refuse(HttpContext context, string code, string message)
    {
        context.Response.Headers.WWWAuthenticate = $"Bearer authorization_uri=\"{entra.Issuer}\", error=\"invalid_token\"";
        return ArmRefusal.Of(401, code, message);
    }
}
