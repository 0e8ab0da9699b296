using System.Globalization;
using System.Security.Claims;
using ReleasePortal.Core.People;

namespace ReleasePortal.Portal.SignIn;

/// <summary>What the portal reads from a signed-in principal. Claims keep Entra's names, because MapInboundClaims is off.</summary>
public static class SignedIn
{
    /// <summary>Ours: when the person signed in, in Unix seconds.</summary>
    public const string AtClaim = "signed_in_at";

    /// <summary>Ours: the network address the person signed in from.</summary>
    public const string FromClaim = "signed_in_from";

    /// <summary>Ours: one for each time that somebody signs in, so that it can be ended by itself.</summary>
    public const string IdClaim = "sign_in_id";

    /// <summary>A shift. Role changes in Entra reach the portal at the next sign-in, so this bounds how long an old
    /// role can last.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static string FullName(this ClaimsPrincipal user) => Claim(user, "name") ?? Claim(user, "preferred_username") ?? "Unknown";

    /// <exception cref="InvalidOperationException">The principal has no object id, so it did not come from Entra ID.</exception>
    public static Person AsPerson(this ClaimsPrincipal user) => new(
        Guid.TryParse(Claim(user, "oid"), out var id)
            ? id
            : throw new InvalidOperationException("The sign-in carries no object id (claim oid)."),
        user.FullName(),
        Claim(user, "preferred_username") ?? Claim(user, "email") ?? "",
        AppRoles.All.Where(user.IsInRole).Aggregate(Roles.None, (roles, role) => roles | Enum.Parse<Roles>(role)))
    {
        Groups = [.. user.FindAll("groups").Select(claim => claim.Value)],
        Address = Claim(user, FromClaim),
    };

    /// <summary>False for a sign-in that is too old, or that does not say when it was.</summary>
    public static bool IsFresh(ClaimsPrincipal user, TimeProvider clock) =>
        long.TryParse(Claim(user, AtClaim), CultureInfo.InvariantCulture, out var at)
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at) < Lifetime;

    /// <summary>Which sign-in it is; null for a principal that did not sign in here.</summary>
    public static string? IdOf(ClaimsPrincipal user) => Claim(user, IdClaim);

    /// <summary>Nobody, but still telling which sign-in it was, so that the page leads to where a person who signed out is.</summary>
    public static ClaimsPrincipal Left(ClaimsPrincipal user) => new(new ClaimsIdentity(user.FindAll(IdClaim)));

    public static void Stamp(ClaimsPrincipal user, TimeProvider clock, string? address)
    {
        var identity = (ClaimsIdentity)user.Identity!;
        identity.AddClaim(new(AtClaim, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(IdClaim, Guid.NewGuid().ToString("n")));
        if (address is not null)
        {
            identity.AddClaim(new(FromClaim, address));
        }
    }

    static string? Claim(ClaimsPrincipal user, string type) => user.FindFirst(type)?.Value;
}
