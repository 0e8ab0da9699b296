using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>Knows the two applications of the tenant, and refuses in Entra's words.</summary>
/// <remarks>https://learn.microsoft.com/entra/identity-platform/reference-error-codes</remarks>
sealed class ClientChecks(EntraTenant tenant)
{
    public void AddTo(OpenIddictServerBuilder server) => server
        .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(Check))
        .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Check))
        .AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(Check))
        .AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseInlineHandler(AddErrorCodes).SetOrder(int.MinValue + 1000));

    ValueTask Check(ValidateAuthorizationRequestContext context)
    {
        if (!Is(context.ClientId, tenant.PortalClientId))
        {
            context.Reject(Errors.UnauthorizedClient, Unknown(context.ClientId));
        }
        else if (!IsOurs(context.RedirectUri, "/signin-oidc"))
        {
            context.Reject(
                Errors.InvalidRequest,
                $"AADSTS50011: The redirect URI '{context.RedirectUri}' specified in the request does not match the redirect URIs "
                + $"configured for the application '{context.ClientId}'.");
        }

        return ValueTask.CompletedTask;
    }

    ValueTask Check(ValidateTokenRequestContext context)
    {
        var secret = Is(context.ClientId, tenant.PortalClientId) ? tenant.PortalClientSecret
            : Is(context.ClientId, tenant.ReleaseClientId) ? tenant.ReleaseClientSecret
            : null;
        if (secret is null)
        {
            context.Reject(Errors.UnauthorizedClient, Unknown(context.ClientId));
        }
        else if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(context.ClientSecret ?? "")))
        {
            context.Reject(
                Errors.InvalidClient,
                "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "
                + $"not the client secret ID, for a secret added to app '{context.ClientId}'.");
        }

        return ValueTask.CompletedTask;
    }

    static ValueTask Check(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is { } uri && !IsOurs(uri, "/signout-callback-oidc"))
        {
            context.Reject(Errors.InvalidRequest, $"AADSTS50011: The sign-out address '{uri}' is not registered.");
        }

        return ValueTask.CompletedTask;
    }

    static ValueTask AddErrorCodes(ApplyTokenResponseContext context)
    {
        var description = context.Response.ErrorDescription;
        if (description?.StartsWith("AADSTS", StringComparison.Ordinal) is true)
        {
            var code = description["AADSTS".Length..description.IndexOf(':', StringComparison.Ordinal)];
            context.Response["error_codes"] = new OpenIddictParameter(
                new System.Text.Json.Nodes.JsonArray(int.Parse(code, CultureInfo.InvariantCulture)));
        }

        return ValueTask.CompletedTask;
    }

    static bool Is(string? clientId, Guid expected) => Guid.TryParse(clientId, out var id) && id == expected;

    /// <summary>Entra, too, ignores the port of an address on the own machine, so a portal may run on any.</summary>
    static bool IsOurs(string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.IsLoopback
            && string.Equals(uri.AbsolutePath, path, StringComparison.Ordinal);

    string Unknown(string? clientId) =>
        $"AADSTS700016: Application with identifier '{clientId}' was not found in the directory '{tenant.Id}'.";
}
