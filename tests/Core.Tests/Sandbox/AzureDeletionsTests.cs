using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Tests.Sandbox;

/// <summary>The way out of a workspace's clusters, and their subnets, are not deleted while they are needed.</summary>
public sealed class AzureDeletionsTests : SandboxTest
{
    string Group => $"/subscriptions/{Box.Entra.Tenant.SubscriptionId}/resourceGroups/nanba-github";

    string Network => $"{Group}/providers/Microsoft.Network";

    [Theory]
    [InlineData("natGateways/nat", "CannotDeleteNatGatewayAssociatedToSubnet")]
    [InlineData("publicIPAddresses/pip", "PublicIPAddressCannotBeDeleted")]
    [InlineData("networkSecurityGroups/nsg", "InUseNetworkSecurityGroupCannotBeDeleted")]
    [InlineData("virtualNetworks/vnet", "InUseSubnetCannotBeDeleted")]
    [InlineData("virtualNetworks/vnet/subnets/host", "InUseSubnetCannotBeDeleted")]
    [InlineData("virtualNetworks/vnet/subnets/container", "InUseSubnetCannotBeDeleted")]
    public async Task What_a_workspace_of_a_network_needs_stays(string name, string code)
    {
        Put();

        var (status, body) = await DeleteAsync($"{Network}/{name}");

        (status, (string?)body!["error"]!["code"]).ShouldBe((400, code));
    }

    [Fact]
    public async Task From_the_outside_in_everything_goes()
    {
        Put();
        string[] order =
        [
            $"{Group}/providers/Microsoft.Databricks/workspaces/dbw", $"{Network}/virtualNetworks/vnet/subnets/host",
            $"{Network}/virtualNetworks/vnet", $"{Network}/natGateways/nat",
            $"{Network}/publicIPAddresses/pip", $"{Network}/networkSecurityGroups/nsg",
        ];

        foreach (var id in order)
        {
            (await DeleteAsync(id)).Status.ShouldBeLessThan(300, id);
        }

        Box.Arm.Resources.Keys.ShouldBe([Group]);
    }

    void Put()
    {
        Box.Arm.Put(Group, new() { ["location"] = "uksouth" });
        Put("publicIPAddresses/pip", []);
        Put("natGateways/nat", new() { ["publicIpAddresses"] = new JsonArray(Reference("publicIPAddresses/pip")) });
        Put("networkSecurityGroups/nsg", []);
        Put("virtualNetworks/vnet", new() { ["subnets"] = new JsonArray(Subnet("host"), Subnet("container")) });
        Box.Arm.Put($"{Group}/providers/Microsoft.Databricks/workspaces/dbw", new()
        {
            ["location"] = "uksouth",
            ["properties"] = new JsonObject
            {
                ["parameters"] = new JsonObject
                {
                    ["customVirtualNetworkId"] = new JsonObject { ["value"] = $"{Network}/virtualNetworks/vnet" },
                    ["customPublicSubnetName"] = new JsonObject { ["value"] = "host" },
                    ["customPrivateSubnetName"] = new JsonObject { ["value"] = "container" },
                },
            },
        });
    }

    void Put(string name, JsonObject properties) =>
        Box.Arm.Put($"{Network}/{name}", new() { ["location"] = "uksouth", ["properties"] = properties });

    JsonObject Subnet(string name) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject { ["natGateway"] = Reference("natGateways/nat"), ["networkSecurityGroup"] = Reference("networkSecurityGroups/nsg") },
    };

    JsonObject Reference(string name) => new() { ["id"] = $"{Network}/{name}" };

    async Task<(int Status, JsonNode? Body)> DeleteAsync(string id) =>
        await Call(
            HttpMethod.Delete, new Uri(Box.Uris.Tls, $"{id[1..]}?api-version=2025-04-01"), await TokenFor("https://management.azure.com"),
            null);
}
