using System.Net;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>What Resource Manager refuses only for now: the same write succeeds later, without anybody's doing,
/// or another look finds it done (a role that somebody gave meanwhile, or that Azure does not list everywhere yet).
/// Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors</summary>
static class PassingFaults
{
    /// <summary>Conflicts that stay until a person does something.</summary>
    static readonly HashSet<string> Lasting = new(StringComparer.OrdinalIgnoreCase)
    {
        "StorageAccountAlreadyTaken", "VaultAlreadyExists", "ConflictError", "ScopeLocked",
        "InvalidResourceGroupLocation", "InvalidResourceLocation",
        "StorageAccountInAnotherResourceGroup", "MissingSubscriptionRegistration", "SubscriptionNotRegistered",
        "MissingRegistrationForLocation", "ReadOnlyDisabledSubscription",
        "SkuNotAvailable", "QuotaExceeded", "MaxStorageAccountsCountPerSubscriptionExceeded", "AccountPropertyCannotBeUpdated",
        "PropertyChangeNotAllowed",
        "NetcfgSubnetRangeOutsideVnet", "InUseSubnetCannotBeDeleted", "CannotDeleteResource", "InUseNetworkSecurityGroupCannotBeDeleted",
    };

    /// <summary>Whether they are an answer or the end of an operation.</summary>
    static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase)
    {
        "RetryableError", "StorageAccountOperationInProgress", "AnotherOperationInProgress", "OperationPreempted",
        "CanceledAndSupersededDueToAnotherOperation",
        "ReferencedResourceNotProvisioned", "Conflict", "InternalServerError", "ServerTimeout", "ServiceUnavailable", "TooManyRequests",
        "GatewayTimeout", "PrincipalNotFound",
    };

    /// <summary>What was just made is not known everywhere at once.</summary>
    static readonly HashSet<string> NotKnownYet = new(StringComparer.OrdinalIgnoreCase) { "ResourceNotFound", "ParentResourceNotFound", "ResourceGroupNotFound" };

    /// <param name="code">Of the error, like <c>AnotherOperationInProgress</c>.</param>
    public static bool Has(HttpStatusCode? status, string code) => status switch
    {
        HttpStatusCode.Conflict => !Lasting.Contains(code),
        HttpStatusCode.NotFound => NotKnownYet.Contains(code),
        HttpStatusCode.PreconditionFailed => true,
        _ => Passing.Contains(code),
    };
}
