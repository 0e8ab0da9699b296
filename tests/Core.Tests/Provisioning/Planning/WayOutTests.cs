using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Clusters in the stage's own network have no public addresses, and do not start without a way out.</summary>
public sealed class WayOutTests
{
    const string Subscription = "5f3c8f1e-0000-0000-0000-000000000001";
    const string Theirs = $"/subscriptions/{Subscription}/resourceGroups/hub/providers/Microsoft.Network/natGateways/hub";

    [Theory]
    [InlineData(null, $"/subscriptions/{Subscription}/resourceGroups/nanba-github/providers/Microsoft.Network/natGateways/nat-vnet-dev", 2)]
    [InlineData(Theirs, Theirs, 0)]
    [InlineData("none", null, 0)]
    public void Their_subnets_leave_through_the_gateway_of_the_settings(string? setting, string? gateway, int made)
    {
        var blueprint = Blueprint(clusters: true, setting);

        var network = blueprint.Resources.OfType<VirtualNetwork>().Single();
        foreach (var subnet in network.Body()["properties"]!["subnets"]!.AsArray().Skip(1).Select(subnet => subnet!["properties"]!))
        {
            ((string?)subnet["natGateway"]?["id"]).ShouldBe(gateway);
            ((bool)subnet["defaultOutboundAccess"]!).ShouldBeFalse();
        }

        blueprint.Resources.Count(resource => resource is PublicAddress or NatGateway).ShouldBe(made);
        network.Actions.Contains("Microsoft.Network/natGateways/join/action").ShouldBe(made > 0);
        network.ActionsElsewhere.Select(action => action.On).ShouldBe(setting == Theirs ? [Theirs] : []);
        blueprint.Faults().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "none", "Infrastructure:NatGateway: does nothing without HostSubnet and ContainerSubnet.")]
    [InlineData(true, "hub", "Infrastructure:NatGateway: 'hub' is neither 'none' nor the Azure id of a NAT gateway: ")]
    public void Another_way_out_must_be_one(bool clusters, string setting, string fault) =>
        Blueprint(clusters, setting).Faults().ShouldHaveSingleItem().ToString().ShouldStartWith(fault);

    [Fact]
    public void Whoever_makes_a_workspace_in_a_network_may_write_its_subnets()
    {
        var stage = Stages.Small(
            Subscription) with
        { Network = Stages.Network(clusters: true), Workspace = new() { Name = "databricks-uksouth-dev" } };

        new Workspace(stage).Actions.ShouldContain("Microsoft.Network/virtualNetworks/subnets/write");
        new Workspace(stage with { Network = null }).Actions.ShouldBe(
            ["Microsoft.Databricks/workspaces/read", "Microsoft.Databricks/workspaces/write"]);
    }

    /// <summary>A gateway of ours goes when it is no longer described; whatever others put on the subnet stays.</summary>
    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public void A_gateway_of_the_portal_leaves_the_subnets_when_the_settings_say_none(bool isOurs, int changes)
    {
        var gateway = isOurs ? (string?)null : Theirs;
        var found = Blueprint(clusters: true, gateway).Resources.OfType<VirtualNetwork>().Single().Body();

        var network = Blueprint(clusters: true, "none").Resources.OfType<VirtualNetwork>().Single();
        var phrased = network.Beside(network.Body(), found)["properties"]!["subnets"]!.AsArray();

        phrased.Count(subnet => subnet!["properties"]!.AsObject().ContainsKey("natGateway")).ShouldBe(changes);
    }

    [Fact]
    public void A_workspace_whose_clusters_live_in_a_network_stays_there()
    {
        var stage = Stages.Small(
            Subscription) with
        { Network = Stages.Network(clusters: true), Workspace = new() { Name = "databricks-uksouth-dev" } };
        var found = new Workspace(stage).Body();

        new Workspace(stage).DefectOf(found).ShouldBeNull();
        new Workspace(stage with { Network = null }).DefectOf(found)!.Action.ShouldBe(ResourceAction.NeedsReplacement);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "NoAzureDatabricksRules")]
    public void Clusters_of_a_workspace_off_the_internet_reach_Databricks_through_an_endpoint(bool isPublic, string? rules)
    {
        var stage = Stages.Small(Subscription) with
        {
            Network = Stages.Network(clusters: true),
            Workspace = new() { Name = "databricks-uksouth-dev", IsPublic = isPublic },
        };

        ((string?)new Workspace(stage).Body()["properties"]!["requiredNsgRules"]).ShouldBe(rules);
    }

    static StageBlueprint Blueprint(bool clusters, string? gateway) =>
        StageBlueprint.Standard(Stages.Small(Subscription) with { Network = Stages.Network(clusters) with { NatGateway = gateway } });
}
