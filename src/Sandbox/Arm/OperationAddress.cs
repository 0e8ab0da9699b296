namespace ReleasePortal.Sandbox.Arm;

/// <summary>Where each provider lets its operations be followed, and the permission that it asks for.</summary>
/// <remarks>https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations</remarks>
static class OperationAddress
{
    static readonly (string Type, string Place, string Action)[] Places =
    [
        ("Microsoft.Storage/", "Microsoft.Storage/locations/uksouth/asyncoperations", "Microsoft.Storage/operations/read"),
        ("Microsoft.Databricks/", "Microsoft.Databricks/locations/uksouth/operationstatuses",
            "Microsoft.Databricks/locations/operationstatuses/read"),
        ("Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsOperationStatuses",
            "Microsoft.Network/privateDnsOperationStatuses/read"),
        ("Microsoft.Network/", "Microsoft.Network/locations/uksouth/operations", "Microsoft.Network/locations/operations/read"),
        ("Microsoft.KeyVault/", "Microsoft.KeyVault/locations/uksouth/operationResults",
            "Microsoft.KeyVault/locations/operationResults/read"),
        ("", "Microsoft.Resources/operationresults", "Microsoft.Resources/subscriptions/operationresults/read"),
    ];

    /// <summary>Its path. What is purged is a vault, which is known by its name alone.</summary>
    public static string Of(Guid subscription, ArmOperation operation)
    {
        var type = ArmPath.Parse(operation.Target) is { } path ? path.Type ?? "" : "Microsoft.KeyVault/vaults";
        return $"/subscriptions/{subscription}/providers/{Places.First(place => type.StartsWith(place.Type, StringComparison.OrdinalIgnoreCase)).Place}/{operation.Id}";
    }

    /// <summary>The action of whoever reads it; null if it is no address of an operation.</summary>
    public static string? ActionAt(string path) => Places
        .Where(place => path.Contains($"/providers/{place.Place}/", StringComparison.OrdinalIgnoreCase))
        .Select(place => place.Action)
        .FirstOrDefault();
}
