using System.Globalization;
using System.Security.Claims;

namespace ReleasePortal.Portal.SignIn;

/// <summary>What the portal reads from a signed-in principal. Claims keep Entra's names, because MapInboundClaims is off.</summary>
public static class SignedIn
{
    /// <summary>Ours: when the person signed in, in Unix seconds.</summary>
    public const string AtClaim = "signed_in_at";

    /// <summary>A shift. Role changes in Entra reach the portal at the next sign-in, so this bounds how long an old role can last.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static string FullName(this ClaimsPrincipal user) =>
        user.FindFirst("name")?.Value ?? user.FindFirst("preferred_username")?.Value ?? "Unknown";

    /// <summary>False for a sign-in that is too old, or that does not say when it was.</summary>
    public static bool IsFresh(ClaimsPrincipal user, TimeProvider clock) =>
        long.TryParse(user.FindFirst(AtClaim)?.Value, CultureInfo.InvariantCulture, out var at)
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at) < Lifetime;

    public static void Stamp(ClaimsPrincipal? user, TimeProvider clock) =>
        (user?.Identity as ClaimsIdentity)?.AddClaim(new Claim(AtClaim, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
}
