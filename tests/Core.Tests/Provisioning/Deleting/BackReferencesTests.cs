using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Deleting;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>Who uses a resource of the network, as Azure writes it, and how that is said.</summary>
public sealed class BackReferencesTests
{
    const string Root = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network";
    const string Subnet = $"{Root}/virtualNetworks/vnet/subnets/snet";

    [Fact]
    public void A_subnet_is_used_by_its_endpoints_and_by_whatever_has_an_address_in_it()
    {
        var body = Body($$"""
            { "privateEndpoints": [{ "id": "{{Root}}/privateEndpoints/pe" }],
              "ipConfigurations": [
                { "id": "{{Root}}/networkInterfaces/pe.nic.5f3c8f1e/ipConfigurations/one" },
                { "id": "{{Root}}/networkInterfaces/vm/ipConfigurations/one" }, { "id": "{{Root}}/networkInterfaces/vm/ipConfigurations/two" },
                { "id": "{{Root}}/bastionHosts/bas/bastionHostIpConfigurations/one" }] }
            """);
        string[] users = [$"{Root}/privateEndpoints/pe", $"{Root}/networkInterfaces/vm", $"{Root}/bastionHosts/bas"];

        BackReferences.In(Subnet, body).ShouldBe(users);
        var network = new JsonObject { ["properties"] = new JsonObject { ["subnets"] = new JsonArray(body) } };
        BackReferences.In($"{Root}/virtualNetworks/vnet", network).ShouldBe(users);
    }

    [Theory]
    [InlineData("natGateways/nat", """{ "subnets": [{ "id": "X" }] }""")]
    [InlineData("networkSecurityGroups/nsg", """{ "subnets": [{ "id": "X" }], "securityRules": [{ "id": "rule" }] }""")]
    [InlineData("networkSecurityGroups/nsg", """{ "networkInterfaces": [{ "id": "X" }] }""")]
    [InlineData("publicIPAddresses/pip", """{ "natGateway": { "id": "X" } }""")]
    [InlineData("publicIPAddresses/pip", """{ "ipConfiguration": { "id": "X/frontendIPConfigurations/one" } }""")]
    public void Others_name_theirs(string name, string properties) =>
        BackReferences.In($"{Root}/{name}", Body(properties)).ShouldBe(["X"]);

    [Theory]
    [InlineData("natGateways/nat", """{ "publicIpAddresses": [{ "id": "what it uses itself" }] }""")]
    [InlineData("publicIPAddresses/pip", "{}")]
    [InlineData("privateEndpoints/pe", """{ "subnet": { "id": "what it uses itself" }, "networkInterfaces": [{ "id": "its own" }] }""")]
    public void What_nobody_uses_may_go(string name, string properties) =>
        BackReferences.In($"{Root}/{name}", Body(properties)).ShouldBeEmpty();

    [Fact]
    public void What_is_not_the_portals_is_removed_in_Azure_and_many_are_counted()
    {
        string[] interfaces = [.. Enumerable.Range(1, 5).Select(number => $"{Root}/networkInterfaces/vm{number}")];

        Of(others: [interfaces[0]]).Objection()
            .ShouldBe("Network interface vm1 still uses it: it is not the portal's, so remove it in the Azure portal first.");
        Of(others: interfaces).Objection().ShouldBe(
            "Network interface vm1, network interface vm2, network interface vm3 and 2 more still use it: "
            + "they are not the portal's, so remove them in the Azure portal first.");
        Of(others: [$"{Root}/p2svpnGateways/gate"]).Objection()!.ShouldStartWith("Gate (p2svpnGateways) still uses it");
        Of(others: []).Objection().ShouldBeNull();
    }

    static ResourceUsers Of(string[] others) => new([], [], [], [], others);

    static JsonObject Body(string properties) => new() { ["properties"] = JsonNode.Parse(properties) };
}
