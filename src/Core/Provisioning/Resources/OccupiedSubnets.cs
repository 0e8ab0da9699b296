using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The subnets of ours that something lives in. Azure takes no range away from them (InUsePrefixCannotBeDeleted).
/// Source: https://github.com/hashicorp/terraform-provider-azurerm/issues/11211</summary>
static class OccupiedSubnets
{
    const string Limit = "Azure takes no range away from a subnet that something lives in";

    /// <summary>Who lives there, as Azure tells it. Clusters it tells only while they run, so a subnet that is given to
    /// Databricks counts.</summary>
    static readonly string[] Uses = ["privateEndpoints", "ipConfigurations", "serviceAssociationLinks", "delegations"];

    /// <returns>Which of them would have to move, with the settings that say so; null if none would.</returns>
    public static Defect? DefectOf(VirtualNetwork network, JsonObject found)
    {
        var occupied = NetworkRanges.SubnetsOf(found).Where(IsOccupied).ToList();
        var stuck = ManagedFields.Differences(network, network.Body(), found)
            .Where(change => change.Old is not null && occupied.Exists(subnet => IsRangeOf(subnet, change))).ToList();
        return stuck.Count == 0
            ? null
            : new(ResourceAction.NeedsReplacement, Replacement.ReasonOf(network, stuck, Limit, Anew(stuck.Count)));
    }

    static string Anew(int count) =>
        $"delete {(count == 1 ? "that subnet" : "those subnets")} in the Azure portal, after everything that lives there; "
        + VirtualNetwork.Loss;

    static bool IsOccupied(JsonObject subnet) =>
        Array.Exists(Uses, field => subnet["properties"]?[field] is JsonArray { Count: > 0 });

    /// <summary>As one range or as a list of them.</summary>
    static bool IsRangeOf(JsonObject subnet, FieldChange change) =>
        change.Path.StartsWith(
            $"properties.subnets[{(string?)subnet["name"]}].properties.addressPrefix", StringComparison.OrdinalIgnoreCase);
}
