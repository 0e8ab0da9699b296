using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Azure moves no subnet that something lives in; an approval must not be spent on that.</summary>
public sealed class OccupiedSubnetsTests : ProvisioningTest
{
    [Fact]
    public async Task Another_range_for_the_subnet_of_endpoints_names_its_setting_and_a_way_out()
    {
        await ApplyAsync();
        Describe(Stages.Network(clusters: true) with { EndpointSubnet = "10.20.1.0/24" });

        var planned = await NetworkAsync();

        planned.Action.ShouldBe(ResourceAction.NeedsReplacement);
        planned.Reason.ShouldBe(
            "Its subnet snet-private-endpoints is 10.20.0.0/24, described is 10.20.1.0/24 (Infrastructure:EndpointSubnet). "
            + "Azure takes no range away from a subnet that something lives in. Set Infrastructure:EndpointSubnet to 10.20.0.0/24 or "
            + "delete that subnet in the Azure portal, after everything that lives there; "
            + "a workspace whose clusters live there goes with its notebooks and jobs; the next deployment makes it anew.");
        planned.Changes.ShouldHaveSingleItem().New.ShouldBe("10.20.1.0/24");
    }

    [Fact]
    public async Task Other_ranges_for_the_subnets_of_clusters_name_both_settings()
    {
        await ApplyAsync();
        Describe(Stages.Network(clusters: true) with { HostSubnet = "10.20.32.0/20", ContainerSubnet = "10.20.48.0/20" });

        var planned = await NetworkAsync();

        planned.Action.ShouldBe(ResourceAction.NeedsReplacement);
        planned.Reason.ShouldNotBeNull()
            .ShouldContain("Set Infrastructure:HostSubnet and Infrastructure:ContainerSubnet back or delete those subnets");
    }

    [Fact]
    public async Task A_subnet_in_which_nothing_lives_gets_its_new_range()
    {
        await ApplyAsync();
        foreach (var endpoint in Blueprint.Resources.OfType<PrivateEndpoint>())
        {
            Clients.Sandbox.Arm.Delete(endpoint.Id);
        }

        Describe(Stages.Network(clusters: true) with { EndpointSubnet = "10.20.1.0/24" });

        (await NetworkAsync()).Action.ShouldBe(ResourceAction.Update);
        (await ApplyAsync()).ShouldContain(written => written.Kind == "Virtual network");
        ((string?)Properties("Virtual network")["subnets"]![0]!["properties"]!["addressPrefix"]).ShouldBe("10.20.1.0/24");
    }

    [Fact]
    public async Task A_subnet_that_is_new_in_the_network_is_made_beside_those_in_use()
    {
        Describe(Stages.Network(clusters: false));
        await ApplyAsync();
        Describe(Stages.Network(clusters: true));

        (await NetworkAsync()).Action.ShouldBe(ResourceAction.Update);
    }

    [Fact]
    public void A_range_in_a_list_counts_as_well()
    {
        var network = new VirtualNetwork(Stages.Full(Clients));
        var found = network.Body();
        var subnet = found["properties"]!["subnets"]![1]!["properties"]!.AsObject();
        subnet.Remove("addressPrefix");
        subnet["addressPrefixes"] = new JsonArray("10.20.32.0/20", "10.20.48.0/20");

        network.DefectOf(found).ShouldNotBeNull().Reason.ShouldStartWith(
            "Its subnet snet-databricks-host is 10.20.32.0/20, 10.20.48.0/20, described is 10.20.64.0/18 (Infrastructure:HostSubnet).");
        subnet["addressPrefixes"] = new JsonArray("10.20.64.0/18", "10.20.48.0/20");
        network.DefectOf(found).ShouldBeNull();
    }

    void Describe(StageNetwork network) =>
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { Network = network });

    async Task<PlannedResource> NetworkAsync() => (await PlanAsync()).Resources.Single(resource => resource.Kind == "Virtual network");
}
