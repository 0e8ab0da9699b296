using System.Net;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>Tells faults that a person must see to from those that may pass.</summary>
static class ProvisioningFaults
{
    /// <summary>Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-storage-account-name</summary>
    static readonly HashSet<string> NameIsTaken = new(StringComparer.OrdinalIgnoreCase) { "StorageAccountAlreadyTaken", "VaultAlreadyExists" };

    /// <returns>What to do about it; nothing if trying again may help.</returns>
    public static string? Explain(Exception fault, ManagedResource resource, ResourcePlan approved)
    {
        var reason = fault switch
        {
            _ when NotKnownYet.Is(fault, resource, approved) => null,
            AzureException { IsTransient: true } or DatabricksException { MayPass: true } => null,
            AzureException { Error: { DeniedAction: { } action, Scope: var scope } } =>
                $"the service principal lacks the permission '{action}' on '{scope}'.",
            AzureException { Error: { } error } when NameIsTaken.Contains(error.Code) =>
                $"the name '{resource.Name}' is taken, {WhoHas(resource)}. Choose another in the settings.",
            AzureException { Status: HttpStatusCode.Conflict, Error.Code: "ConflictError" } =>
                $"a deleted vault of the name '{resource.Name}' stands in the way. It belongs to another subscription, or the service principal may not see it "
                + "('Microsoft.KeyVault/deletedVaults/read', 'Microsoft.KeyVault/locations/deletedVaults/read' on this one). Choose another name with KeyVault, or have it purged there.",
            AzureException { IsDenied: true, Error: { } error } when error.Code.Contains(
                "Authorization", StringComparison.OrdinalIgnoreCase) =>
                $"the service principal lacks a permission on '{(resource as AzureResource)?.Id}', and Azure does not say which ({error.Code}).",
            AzureException { Error: { } error } => LiftedOutside.RemedyOf(error, resource) ?? $"Azure refused it. {error}",
            AzureException other => other.Detail,
            DatabricksException other => $"Databricks refused it. {other.Answer}",
            _ => null,
        };
        return reason is null ? null : $"{resource.Subject()}: {reason}";
    }

    /// <summary>Azure says no more of a vault that another subscription deleted than that the name is taken.</summary>
    static string WhoHas(ManagedResource resource) => resource is Resources.KeyVault
        ? "by somebody else in Azure, in another resource group, or by a vault that was deleted in a subscription that the service principal does not see"
        : "by somebody else in Azure or in another resource group";

    /// <summary>Whether the same write succeeds once a permission is granted, the name is free, or whatever else was
    /// in the way outside is gone.</summary>
    public static bool IsLiftable(Exception fault, ManagedResource resource) => fault switch
    {
        AzureException { IsDenied: true } or DatabricksException { Status: HttpStatusCode.Forbidden } => true,
        AzureException { Error: { } error } =>
            NameIsTaken.Contains(error.Code) || error.Code is "ConflictError" || LiftedOutside.RemedyOf(error, resource) is not null,
        _ => false,
    };

    /// <summary>Waits for all of them. What a person must see to is told together; anything else as the first fault.</summary>
    public static async Task AllAsync(IReadOnlyCollection<Task> writes, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(writes);
        }
        catch (ProvisioningException) when (!cancellationToken.IsCancellationRequested)
        {
            var faults = writes.SelectMany(write => write.Exception?.InnerExceptions ?? Enumerable.Empty<Exception>()).Distinct().ToList();
            if (faults.Find(fault => fault is not ProvisioningException) is { } other)
            {
                throw other;
            }

            List<ProvisioningException> refused = [.. faults.Cast<ProvisioningException>()];
            throw new ProvisioningException(
                [.. refused.SelectMany(fault => fault.Faults).Distinct(StringComparer.Ordinal)], refused.TrueForAll(fault => fault.IsLiftable));
        }
    }
}
