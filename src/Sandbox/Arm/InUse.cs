namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the network provider does not delete while something else needs it.</summary>
/// <remarks>https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-cannot-delete-vnet</remarks>
static class InUse
{
    public static void Check(ArmState state, ArmPath path)
    {
        switch (path.Type?.ToLowerInvariant())
        {
            case "microsoft.network/privatednszones" when state.Resources.Keys.Any(
                id => id.StartsWith($"{path.Text}/virtualNetworkLinks/", StringComparison.OrdinalIgnoreCase)):
                throw ArmRefusal.Of(
                    409, "CannotDeleteResource", $"Can not delete resource before nested resources are deleted: {path.Text}.");
            case "microsoft.network/virtualnetworks":
                Subnets.RequireUnused(state, path);
                break;
            case "microsoft.network/natgateways" when UserOf(state, path) is { } user:
                throw ArmRefusal.Of(
                    400, "CannotDeleteNatGatewayAssociatedToSubnet",
                    $"NAT Gateway {path.Text} is still configured on subnets of {user}. Remove it from all of them and then delete it.");
            case "microsoft.network/publicipaddresses" when UserOf(state, path) is { } user:
                throw ArmRefusal.Of(
                    400, "PublicIPAddressCannotBeDeleted",
                    $"Public IP address {path.Text} can not be deleted since it is still allocated to resource {user}.");
            case "microsoft.network/networksecuritygroups" when UserOf(state, path) is { } user:
                throw ArmRefusal.Of(
                    400, "InUseNetworkSecurityGroupCannotBeDeleted",
                    $"Network security group {path.Text} cannot be deleted because it is in use by subnets of {user}.");
        }
    }

    /// <summary>Another resource that names it.</summary>
    static string? UserOf(ArmState state, ArmPath path) => state.Resources.Values.FirstOrDefault(known =>
        !known.Id.StartsWith(path.Text, StringComparison.OrdinalIgnoreCase)
            && ArmChecks.Ids(known.Body["properties"]).Contains(path.Text, StringComparer.OrdinalIgnoreCase))?.Id;
}
