using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Ranges that others add to a network, or to our subnets, are theirs. What was ours gives way once nothing lies in it.</summary>
public sealed class NetworkRangesTests
{
    const string Wanted = "10.20.0.0/16";

    static readonly StageResources Stage =
        Stages.Small("5f3c8f1e-0000-0000-0000-000000000001") with { Network = Stages.Network(clusters: false) };

    /// <param name="found">What the network has.</param>
    /// <param name="ours">Where our subnet lies by now.</param>
    /// <param name="theirs">Where somebody's subnet lies.</param>
    [Theory]
    [InlineData(Wanted, "10.20.0.0/24", null, Wanted)]
    [InlineData("10.99.0.0/16 " + Wanted, "10.20.0.0/24", null, "10.99.0.0/16 " + Wanted)]
    [InlineData(Wanted + " fd00::/48", "10.20.0.0/24", "fd00::/64", Wanted + " fd00::/48")]
    [InlineData("10.99.0.0/16", null, null, Wanted + " 10.99.0.0/16")]
    [InlineData("10.30.0.0/16", "10.30.0.0/24", null, Wanted)]
    [InlineData("10.30.0.0/16 10.99.0.0/16", "10.30.0.0/24", null, Wanted + " 10.99.0.0/16")]
    [InlineData("10.30.0.0/16", "10.30.0.0/24", "10.30.9.0/24", Wanted + " 10.30.0.0/16")]
    [InlineData("10.20.0.0/17 10.20.128.0/17", "10.20.0.0/24", "10.20.200.0/24", Wanted)]
    [InlineData("10.20.0.0/15", "10.20.0.0/24", "10.20.9.0/24", Wanted)]
    [InlineData("10.20.0.0/15", "10.20.0.0/24", "10.21.9.0/24", "10.20.0.0/15")]
    public void A_network_keeps_what_others_added_and_gives_up_what_was_ours_and_is_empty(
        string found, string? ours, string? theirs, string expected)
    {
        var network = new VirtualNetwork(Stage);
        var there = network.Body();
        there["properties"]!["addressSpace"]!["addressPrefixes"] = List(found.Split(' '));
        there["properties"]!["subnets"] = new JsonArray(
        [
            .. ours is null ? [] : new[] { Subnet(VirtualNetwork.Endpoints, ours) },
            .. theirs is null ? [] : new[] { Subnet("theirs", theirs) },
        ]);

        var beside = network.Beside(network.Body(), there);

        Texts(beside["properties"]!["addressSpace"]!["addressPrefixes"]).ShouldBe(expected.Split(' '));
    }

    [Theory]
    [InlineData("10.20.0.0/24", "10.20.0.0/24")]
    [InlineData("10.20.0.0/24 10.20.5.0/24", "10.20.0.0/24 10.20.5.0/24")]
    [InlineData("10.20.7.0/24", "10.20.0.0/24")]
    [InlineData("10.20.7.0/24 fd00::/64", "10.20.0.0/24 fd00::/64")]
    public void A_subnet_keeps_the_ranges_that_others_added_to_ours(string found, string expected)
    {
        var network = new VirtualNetwork(Stage);
        var there = network.Body();
        var subnet = there["properties"]!["subnets"]![0]!["properties"]!.AsObject();
        subnet.Remove("addressPrefix");
        subnet["addressPrefixes"] = List(found.Split(' '));

        var ours = network.Beside(network.Body(), there)["properties"]!["subnets"]![0]!["properties"]!;

        Texts(ours["addressPrefixes"]).ShouldBe(expected.Split(' '));
        ours["addressPrefix"].ShouldBeNull();
    }

    [Fact]
    public void A_subnet_of_clusters_that_was_given_to_another_service_says_whose_it_is()
    {
        var network = new VirtualNetwork(Stage with { Network = Stages.Network(clusters: true) });
        var there = network.Body();
        there["properties"]!["subnets"]![1]!["properties"]!["delegations"]![0]!["properties"]!["serviceName"] = "Microsoft.Web/serverFarms";

        network.DefectOf(network.Body()).ShouldBeNull();
        var defect = network.DefectOf(there).ShouldNotBeNull();

        defect.Action.ShouldBe(ResourceAction.Blocked);
        defect.Reason.ShouldStartWith(
            "Its subnet snet-databricks-host is delegated to Microsoft.Web/serverFarms, and Azure delegates a subnet to one service only.");
    }

    static JsonObject Subnet(string name, string range) =>
        new() { ["name"] = name, ["properties"] = new JsonObject { ["addressPrefix"] = range } };

    static JsonArray List(IEnumerable<string> ranges) => new([.. ranges.Select(range => (JsonNode)range)]);

    static IEnumerable<string?> Texts(JsonNode? list) => list!.AsArray().Select(item => (string?)item);
}
