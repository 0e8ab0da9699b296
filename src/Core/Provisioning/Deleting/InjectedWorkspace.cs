using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>A workspace whose clusters live in a network of its company.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.databricks/workspaces</summary>
sealed record InjectedWorkspace(string Name, string Network, IReadOnlyList<string> Subnets)
{
    /// <returns>Null when its clusters live where Databricks put them, or there is none.</returns>
    public static InjectedWorkspace? In(JsonObject? workspace)
    {
        var parameters = workspace?["properties"]?["parameters"];
        string? Value(string name) => (string?)parameters?[name]?["value"];
        return Value("customVirtualNetworkId") is not { } network ? null : new(
            (string)workspace!["name"]!,
            network,
            [$"{network}/subnets/{Value("customPublicSubnetName")}", $"{network}/subnets/{Value("customPrivateSubnetName")}"]);
    }

    /// <param name="address">Azure's id of a network or a subnet.</param>
    public bool LivesIn(string address) => Subnets.Append(Network).Contains(address, StringComparer.OrdinalIgnoreCase);
}
