using Microsoft.AspNetCore.Authorization;

namespace ReleasePortal.Portal.SignIn;

/// <summary>Which roles open which doors. Pages and buttons ask these; the use cases ask again.</summary>
public static class Policies
{
    /// <summary>Sees everything. Approvers and admins see, too.</summary>
    public const string See = nameof(See);

    /// <summary>Approves and rejects.</summary>
    public const string Sign = nameof(Sign);

    /// <summary>Requests, cancels, runs again, quarantines.</summary>
    public const string Act = nameof(Act);

    /// <summary>Manages what belongs to nobody else.</summary>
    public const string Manage = nameof(Manage);

    public static void Define(AuthorizationOptions options)
    {
        Allow(options, See, AppRoles.Viewer, AppRoles.Approver, AppRoles.Admin);
        Allow(options, Sign, AppRoles.Approver);
        Allow(options, Act, AppRoles.Approver, AppRoles.Admin);
        Allow(options, Manage, AppRoles.Admin);
        options.FallbackPolicy = options.GetPolicy(See);
    }

    static void Allow(AuthorizationOptions options, string policy, params string[] roles) =>
        options.AddPolicy(policy, rule => rule.RequireAuthenticatedUser().RequireRole(roles));
}
