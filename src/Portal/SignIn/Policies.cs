using Microsoft.AspNetCore.Authorization;

namespace ReleasePortal.Portal.SignIn;

/// <summary>Which roles open which doors. Pages and buttons ask these; the use cases ask again.</summary>
public static class Policies
{
    /// <summary>Sees everything. Approvers and admins see, too.</summary>
    public const string See = nameof(See);

    /// <summary>Requests and decides promotions.</summary>
    public const string Decide = nameof(Decide);

    /// <summary>Manages: quarantine, tokens, cancelling what others started.</summary>
    public const string Manage = nameof(Manage);

    public static void Define(AuthorizationOptions options)
    {
        options.AddPolicy(See, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Viewer, Roles.Approver, Roles.Admin));
        options.AddPolicy(Decide, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Approver));
        options.AddPolicy(Manage, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Admin));
        options.FallbackPolicy = options.GetPolicy(See);
    }
}
