using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What somebody made or gave already counts, under whatever name and number; what only looks the same does not.</summary>
public sealed class MadeByOthersTests : ProvisioningTest
{
    [Fact]
    public async Task A_range_that_others_added_to_the_network_stays_with_the_subnet_in_it_and_is_no_difference()
    {
        await ApplyAsync();
        Change("Virtual network", network =>
        {
            network["addressSpace"]!["addressPrefixes"]!.AsArray().Add("10.99.0.0/16");
            network["subnets"]!.AsArray().Add(
                new JsonObject { ["name"] = "theirs", ["properties"] = new JsonObject { ["addressPrefix"] = "10.99.1.0/24" } });
        });

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Change("Virtual network", network => network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled");
        (await ApplyAsync()).ShouldHaveSingleItem().Changes.ShouldHaveSingleItem();

        Properties("Virtual network")["addressSpace"]!["addressPrefixes"]!.ToJsonString().ShouldBe("""["10.20.0.0/16","10.99.0.0/16"]""");
        Properties("Virtual network")["subnets"]!.AsArray().Select(subnet => (string?)subnet!["name"]).ShouldContain("theirs");
    }

    [Fact]
    public async Task Another_address_space_in_the_settings_takes_the_place_of_the_old_one_in_the_signed_plan()
    {
        var stage = Stages.Full(Clients) with { Workspace = null, Catalog = null, Network = Stages.Network(clusters: false) };
        Blueprint = StageBlueprint.Standard(stage);
        await ApplyAsync();
        Change("Virtual network", network => network["addressSpace"]!["addressPrefixes"]!.AsArray().Add("10.99.0.0/16"));
        foreach (var endpoint in Blueprint.Resources.OfType<PrivateEndpoint>())
        {
            Clients.Sandbox.Arm.Delete(endpoint.Id);
        }

        var moved = stage.Network with { AddressSpace = "10.30.0.0/16", EndpointSubnet = "10.30.0.0/24" };
        Blueprint = StageBlueprint.Standard(stage with { Network = moved });

        var changes = (await ApplyAsync()).Single(written => written.Kind == "Virtual network").Changes;

        changes.Select(change => (change.Old, change.New)).ShouldBe(
        [
            ("""["10.20.0.0/16","10.99.0.0/16"]""", """["10.30.0.0/16","10.99.0.0/16"]"""), ("10.20.0.0/24", "10.30.0.0/24"),
        ]);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Delegations_connections_and_zones_are_known_by_what_they_say_and_keep_their_names()
    {
        await ApplyAsync();
        Change("Virtual network", network =>
        {
            network["subnets"]![1]!["properties"]!["delegations"]![0]!["name"] = "0";
            network["subnets"]![0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled";
        });
        Change("Private endpoint", endpoint => endpoint["privateLinkServiceConnections"]![0]!["name"] = "by-hand");
        Change("DNS zone group", group => group["privateDnsZoneConfigs"]![0]!["name"] = "privatelink-blob-core-windows-net");

        var changed = (await ApplyAsync()).ShouldHaveSingleItem();

        (changed.Kind, changed.Changes.ShouldHaveSingleItem().Path)
            .ShouldBe(("Virtual network", "properties.subnets[snet-private-endpoints].properties.privateEndpointNetworkPolicies"));
        var delegations = Properties("Virtual network")["subnets"]![1]!["properties"]!["delegations"]!.AsArray();
        ((string?)delegations.ShouldHaveSingleItem()!["name"]).ShouldBe("0");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_waits_is_told_whatever_it_is_called()
    {
        await ApplyAsync();
        Change("Private endpoint", endpoint =>
        {
            var connection = endpoint["privateLinkServiceConnections"]![0]!;
            connection["name"] = "by-hand";
            connection["properties"]!["privateLinkServiceConnectionState"] = new JsonObject { ["status"] = "Pending" };
        });

        var endpoint = Wanted("Private endpoint").Id;
        (await PlanAsync()).Resources.Single(resource => resource.Id == endpoint).Action.ShouldBe(ResourceAction.Blocked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_role_under_a_condition_is_not_the_role_until_the_condition_is_taken_off(bool isTheirs)
    {
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { Locks = false });
        await ApplyAsync();
        var id = Wanted("Role assignment").Id;
        var given = Properties("Role assignment");
        given["condition"] = "@Resource[container] StringEquals 'bronze'";
        given["conditionVersion"] = "2.0";
        given["description"] = "Of the audit";
        if (isTheirs)
        {
            Clients.Sandbox.Arm.Delete(id);
            id = $"{id[..id.LastIndexOf('/')]}/{Guid.NewGuid()}";
        }

        Clients.Sandbox.Arm.Put(id, new() { ["properties"] = given.DeepClone() });

        var changed = (await ApplyAsync()).ShouldHaveSingleItem();

        (changed.Action, changed.Kind).ShouldBe((ResourceAction.Update, "Role assignment"));
        changed.Changes.Select(change => (change.Path, change.Old, change.New))
            .ShouldBe(
            [
                ("properties.condition", "@Resource[container] StringEquals 'bronze'", null), ("properties.conditionVersion", "2.0", null),
            ]);
        var held = Found(id)["properties"]!.AsObject();
        (held["condition"], held["conditionVersion"], (string?)held["description"]).ShouldBe((null, null, "Of the audit"));
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }
}
