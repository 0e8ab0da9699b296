using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Who uses a resource, by the fields in which Azure tells it; it does not delete what is used.
/// Source: https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-cannot-delete-vnet</summary>
public static class BackReferences
{
    public const string Network = "Microsoft.Network/virtualNetworks";
    public const string Subnet = "Microsoft.Network/virtualNetworks/subnets";

    static readonly Dictionary<string, string[]> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network/natGateways"] = ["subnets"],
        ["Microsoft.Network/networkSecurityGroups"] = ["subnets", "networkInterfaces"],
        ["Microsoft.Network/publicIPAddresses"] = ["natGateway", "ipConfiguration"],
        [Subnet] = ["privateEndpoints", "ipConfigurations"],
    };

    /// <param name="body">As Azure tells it.</param>
    /// <returns>Azure's ids; of a network those that use its subnets.</returns>
    public static IReadOnlyList<string> In(string id, JsonObject body)
    {
        var type = AzureResource.TypeOf(id);
        List<string> users = string.Equals(type, Network, StringComparison.OrdinalIgnoreCase)
            ? [.. (body["properties"]?["subnets"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(subnet => Of(Subnet, subnet))]
            : [.. Of(type, body)];
        return [.. users.Where(user => !users.Exists(endpoint => IsInterfaceOf(user, endpoint)))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    static IEnumerable<string> Of(string type, JsonObject body) =>
        from field in Fields.GetValueOrDefault(type) ?? []
        from user in body["properties"]?[field] switch { JsonArray many => many, { } one => [one.DeepClone()], null => [] }
        where (string?)user?["id"] is not null
        select field.StartsWith("ipConfiguration", StringComparison.Ordinal) ? Owner((string)user["id"]!) : (string)user["id"]!;

    /// <summary>An IP configuration is a part of a network interface, of a load balancer, of a gateway.</summary>
    static string Owner(string configuration) => string.Join('/', configuration.Split('/')[..^2]);

    /// <summary>Azure makes it with the endpoint, and takes it away with it.</summary>
    static bool IsInterfaceOf(string user, string endpoint) =>
        endpoint.Contains("/privateEndpoints/", StringComparison.OrdinalIgnoreCase)
        && user.Contains($"/networkInterfaces/{endpoint[(endpoint.LastIndexOf('/') + 1)..]}.nic.", StringComparison.OrdinalIgnoreCase);
}
