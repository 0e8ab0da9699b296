namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Fields of <c>workspace</c> that say how to sign in. They are needed before anything can be asked, so references stay in them.
/// </summary>
static class SignInFields
{
    public static readonly IReadOnlyList<string> All =
    [
        "host", "profile", "auth_type", "client_id", "account_id", "workspace_id", "azure_tenant_id", "azure_client_id",
        "azure_workspace_resource_id", "azure_environment", "azure_login_app_id", "google_service_account",
    ];
}
