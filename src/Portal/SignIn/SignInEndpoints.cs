using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace ReleasePortal.Portal.SignIn;

public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin", SignIn).AllowAnonymous();
        routes.MapPost("/signout", SignOutAsync).RequireAuthorization().DisableAntiforgery();
    }

    static IResult SignIn(string? returnUrl) => Results.Challenge(
        new AuthenticationProperties { RedirectUri = LocalOrHome(returnUrl) },
        [OpenIdConnectDefaults.AuthenticationScheme]);

    // Checked by hand: a plain form post without bound parameters is not covered by the middleware.
    static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, EndedSignIns ended)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest("This page was too old to sign out from. Go back, reload it, and sign out again.");
        }

        ended.End(context.User);
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>Only addresses of this portal: an absolute one would make the sign-in an open redirect.</summary>
    public static string LocalOrHome(string? returnUrl) =>
        returnUrl is ['/', not ('/' or '\\'), ..] && Uri.IsWellFormedUriString(returnUrl, UriKind.Relative) ? returnUrl : "/";
}
