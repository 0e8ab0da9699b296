namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>What the service principal asks while Azure still works on a resource; the other providers tell it in the resource itself.
/// Source: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations</summary>
static class FollowedOperations
{
    public static string? ActionOf(AzureResource resource) => resource.IsAdopted ? null : resource.Type.Split('/') switch
    {
        ["Microsoft.Storage", "storageAccounts"] => "Microsoft.Storage/operations/read",
        ["Microsoft.Databricks", ..] => "Microsoft.Databricks/locations/operationstatuses/read",
        ["Microsoft.Network", "privateDnsZones", ..] => "Microsoft.Network/privateDnsOperationStatuses/read",
        ["Microsoft.Network", ..] => "Microsoft.Network/locations/operations/read",
        _ => null,
    };

    public static bool Contains(string action) =>
        action.Contains("operation", StringComparison.OrdinalIgnoreCase) && action.EndsWith("/read", StringComparison.Ordinal);
}
