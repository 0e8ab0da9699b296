using System.Security.Claims;

namespace ReleasePortal.Portal.SignIn;

/// <summary>The app roles of the Entra app registration, as they come in the claim "roles".</summary>
public static class AppRoles
{
    public const string Viewer = "Viewer";
    public const string Approver = "Approver";
    public const string Admin = "Admin";

    /// <summary>From most to least.</summary>
    public static readonly IReadOnlyList<string> All = [Admin, Approver, Viewer];

    public static string? Highest(ClaimsPrincipal user) => All.FirstOrDefault(user.IsInRole);
}
