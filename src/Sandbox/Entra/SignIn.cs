using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>What happens behind the protocol: who signs in, and what their tokens say.</summary>
sealed class SignIn(EntraTenant tenant)
{
    const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>Shows the account picker, unless the person was picked there or named by the application.</summary>
    public IResult Authorize(HttpContext context)
    {
        var request = RequestOf(context);
        var picked = Everybody.Find((string?)request[AccountPicker.Field]);
        var hinted = request.HasPromptValue(PromptValues.SelectAccount) ? null : Everybody.Find(request.LoginHint);
        return (picked ?? hinted) is { } person
            ? Results.SignIn(new(Identity(person, request)), null, Scheme)
            : Results.Content(AccountPicker.Render(request), "text/html; charset=utf-8");
    }

    public async Task<IResult> TokenAsync(HttpContext context)
    {
        var request = RequestOf(context);
        if (request.IsClientCredentialsGrantType())
        {
            return Results.SignIn(new(ServicePrincipal(request)), null, Scheme);
        }

        var code = await context.AuthenticateAsync(Scheme);
        var identity = (ClaimsIdentity)code.Principal!.Identity!;
        var person = Everybody.Find(identity.GetClaim(Claims.Subject)) ?? throw new InvalidOperationException("The code names nobody.");
        return Results.SignIn(new(Complete(AddLists(identity, person))), null, Scheme);
    }

    public static IResult SignOut(HttpContext context) => Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [Scheme]);

    ClaimsIdentity Identity(SandboxPerson person, OpenIddictRequest request)
    {
        var identity = NewIdentity(person.ObjectId)
            .SetClaim("name", person.Name)
            .SetClaim("preferred_username", person.Email)
            .SetClaim("email", person.Email);
        return Complete(AddLists(identity, person).SetScopes(request.GetScopes()).SetResources(tenant.PortalClientId.ToString()));
    }

    ClaimsIdentity ServicePrincipal(OpenIddictRequest request)
    {
        var identity = NewIdentity(tenant.ReleaseObjectId)
            .SetClaim("appid", tenant.ReleaseClientId.ToString())
            .SetClaim("app_displayname", tenant.ReleaseName)
            .SetClaim("idtyp", "app");
        const string everything = "/.default";
        var resources = request.GetScopes()
            .Where(scope => scope.EndsWith(everything, StringComparison.Ordinal))
            .Select(scope => scope[..^everything.Length]);
        return Complete(identity.SetResources(resources));
    }

    ClaimsIdentity NewIdentity(Guid objectId) => new ClaimsIdentity("Sandbox", "name", "roles")
        .SetClaim(Claims.Subject, objectId.ToString())
        .SetClaim("oid", objectId.ToString())
        .SetClaim("tid", tenant.Id.ToString())
        .SetClaim("ver", "2.0");

    /// <summary>Entra sends lists even for one value; on its way through the authorization code such a list becomes a plain text.</summary>
    static ClaimsIdentity AddLists(ClaimsIdentity identity, SandboxPerson person)
    {
        identity.RemoveClaims("roles");
        identity.RemoveClaims("groups");
        identity.AddClaim(new Claim("roles", JsonSerializer.Serialize(new[] { person.Role }), "JSON_ARRAY"));
        identity.AddClaim(new Claim("groups", JsonSerializer.Serialize(new[] { person.TeamId }), "JSON_ARRAY"));
        return identity;
    }

    static ClaimsIdentity Complete(ClaimsIdentity identity) =>
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);

    static OpenIddictRequest RequestOf(HttpContext context) =>
        context.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("The sign-in request did not pass the protocol's checks.");
}
