using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Arm;

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

    /// <summary>Azure's published types know the fields that tell who uses a resource; nobody can write them.</summary>
    [Fact]
    public void Who_uses_a_resource_is_told_as_Azure_publishes_it_and_not_kept_when_it_is_sent_back()
    {
        Put();
        Put("privateEndpoints/pe", new() { ["subnet"] = Reference("virtualNetworks/vnet/subnets/host") });
        JsonNode Told(string name) => Box.Arm.Resources[$"{Network}/{name}"]["properties"]!;

        Ids(Told("natGateways/nat")["subnets"])
            .ShouldBe([$"{Network}/virtualNetworks/vnet/subnets/host", $"{Network}/virtualNetworks/vnet/subnets/container"]);
        Ids(Told("networkSecurityGroups/nsg")["subnets"]).Count().ShouldBe(2);
        ((string?)Told("publicIPAddresses/pip")["natGateway"]!["id"]).ShouldBe($"{Network}/natGateways/nat");
        Ids(Told("virtualNetworks/vnet")["subnets"]![0]!["properties"]!["privateEndpoints"]).ShouldBe([$"{Network}/privateEndpoints/pe"]);
        foreach (var name in (string[])["natGateways/nat", "networkSecurityGroups/nsg", "publicIPAddresses/pip", "virtualNetworks/vnet"])
        {
            var body = Box.Arm.Resources[$"{Network}/{name}"];
            var faults = PublishedTypes.FaultsOf($"Microsoft.Network/{name.Split('/')[0]}", "2026-03-01", body);
            faults.Where(fault => !fault.IsReadOnly).ShouldBeEmpty(name);
            Box.Arm.Put($"{Network}/{name}", body);
        }

        JsonObject[] bare = [new() { ["name"] = "host" }, new() { ["name"] = "container" }];
        Put("virtualNetworks/vnet", new() { ["subnets"] = new JsonArray(bare) });
        Put("natGateways/nat", []);
        Told("natGateways/nat")["subnets"].ShouldBeNull();
        Told("publicIPAddresses/pip")["natGateway"].ShouldBeNull();
    }

    static IEnumerable<string?> Ids(JsonNode? list) => list!.AsArray().Select(item => (string?)item!["id"]);

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
