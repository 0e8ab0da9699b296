using System.Text.RegularExpressions;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>What Azure refuses although the plan is right, until somebody does something about it in Azure.
/// Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors</summary>
static partial class LiftedOutside
{
    /// <returns>What is in the way and who takes it away; nothing for any other refusal.</returns>
    public static string? RemedyOf(ArmError error, ManagedResource resource) => (error.Code, resource) switch
    {
        ("MissingSubscriptionRegistration" or "SubscriptionNotRegistered" or "MissingRegistrationForLocation", AzureResource inAzure) =>
            $"the resource provider {ProviderOf(inAzure)} is not registered in the subscription. Somebody who may does it: "
            + $"az provider register --namespace {ProviderOf(inAzure)} --subscription {inAzure.Id.Split('/')[2]}",
        ("ScopeLocked", _) => $"a lock is in the way. Remove it in the Azure portal (Settings, Locks). {error.Message}",
        ("ReadOnlyDisabledSubscription", _) =>
            "the subscription is disabled and can only be read. Its owner reactivates it in the Azure portal (Subscriptions).",
        ("SkuNotAvailable", _) =>
            $"Azure has none left in this region for the subscription. Ask Azure's support for it, or wait. {error.Message}",
        ("RequestDisallowedByPolicy", _) =>
            $"a policy of the company{PolicyIn(error.Message)} forbids it. Whoever keeps that policy exempts it in the Azure portal (Policy, Exemptions), or change the setting.",
        ("SubnetsHaveNoServiceEndpointsConfigured", _) =>
            "a subnet of AllowedSubnets lacks its service endpoints. Whoever keeps the subnet gives it Microsoft.Storage and Microsoft.KeyVault "
            + $"in the Azure portal (Virtual network, Subnets, Service endpoints). {error.Message}",
        _ when IsQuota(
            error.Code) =>
                $"a quota of the subscription is used up. Have it raised in the Azure portal (Quotas), or free what is not needed. {error.Message}",
        _ => null,
    };

    static string ProviderOf(AzureResource resource) => resource.Type.Split('/')[0];

    /// <summary>Every provider has a code of its own: QuotaExceeded, PublicIPCountLimitReached,
    /// MaxStorageAccountsCountPerSubscriptionExceeded.</summary>
    static bool IsQuota(string code) =>
        code.Contains("Quota", StringComparison.OrdinalIgnoreCase)
            || code.Contains("CountLimit", StringComparison.OrdinalIgnoreCase)
            || code.Contains("CountPerSubscription", StringComparison.OrdinalIgnoreCase);

    static string PolicyIn(string message) =>
        Policy().Match(message) is { Success: true } found ? $" ('{found.Groups["name"].Value}')" : "";

    [GeneratedRegex("\"policyAssignment\":\\{\"name\":\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Policy();
}
