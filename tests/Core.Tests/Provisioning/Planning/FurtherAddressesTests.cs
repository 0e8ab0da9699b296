using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Whoever runs out of connections gives the NAT gateway more public addresses. They are not the portal's to take away.</summary>
public sealed class FurtherAddressesTests : ProvisioningTest
{
    [Fact]
    public async Task A_second_address_of_the_gateway_stays_and_is_no_difference()
    {
        await ApplyAsync();
        var theirs = $"{Wanted("Public address").Id}-more";
        Clients.Sandbox.Arm.Put(theirs, Found(Wanted("Public address").Id));
        Change("NAT gateway", gateway => gateway["publicIpAddresses"]!.AsArray().Add(new JsonObject { ["id"] = theirs }));

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Change("NAT gateway", gateway => gateway["publicIpAddresses"]!.AsArray().RemoveAt(0));
        (await ApplyAsync()).ShouldHaveSingleItem().Action.ShouldBe(ResourceAction.Update);

        Properties("NAT gateway")["publicIpAddresses"]!.AsArray().Select(address => (string?)address!["id"])
            .ShouldBe([Wanted("Public address").Id, theirs], ignoreOrder: true);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }
}
