using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Provisioning.Settings;

/// <summary>Who is let in is as described, and nobody else.</summary>
public sealed class FirewallTests : ProvisioningTest
{
    [Fact]
    public async Task Whoever_was_let_in_by_hand_is_told_and_shut_out_again()
    {
        await ApplyAsync();
        Change("Storage account", properties =>
        {
            properties["networkAcls"]!["ipRules"] = new JsonArray(Rule("0.0.0.0/1"), Rule("128.0.0.0/1"));
            properties["networkAcls"]!["resourceAccessRules"] = new JsonArray(
                new JsonObject { ["tenantId"] = Guid.Empty.ToString(), ["resourceId"] = "/subscriptions/theirs" });
            (properties["allowSharedKeyAccess"], properties["publicNetworkAccess"]) = (true, "Enabled");
        });
        Change(
            "Key vault",
            properties => properties["networkAcls"]!["virtualNetworkRules"] = new JsonArray(
                new JsonObject { ["id"] = "/subscriptions/theirs/subnets/s" }));
        Change("Workspace", properties => properties["publicNetworkAccess"] = "Disabled");

        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.SelectMany(resource => resource.Changes).ShouldBe([
            new("properties.allowSharedKeyAccess", "true", "false"),
            new("properties.publicNetworkAccess", "Enabled", "Disabled"),
            new("properties.networkAcls.ipRules", """["0.0.0.0/1","128.0.0.0/1"]""", "[]"),
            new("properties.networkAcls.resourceAccessRules", """["/subscriptions/theirs"]""", "[]"),
            new("properties.networkAcls.virtualNetworkRules", """["/subscriptions/theirs/subnets/s"]""", "[]"),
            new("properties.publicNetworkAccess", "Disabled", "Enabled"),
        ]);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Properties("Storage account")["networkAcls"]!["ipRules"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_settings_name_is_let_in_however_Azure_writes_and_orders_it()
    {
        var subnet = TheirSubnet();
        Blueprint = StageBlueprint.Standard(
            Stages.Full(Clients) with { AllowedRanges = ["203.0.113.0/24", "198.51.100.7"], AllowedSubnets = [subnet] });
        await ApplyAsync();
        Change("Key vault", properties =>
        {
            properties["networkAcls"]!["ipRules"] = new JsonArray(Rule("198.51.100.7/32"), Rule("203.0.113.0/24"));
            properties["networkAcls"]!["virtualNetworkRules"] = new JsonArray(
                new JsonObject { ["id"] = subnet.ToLowerInvariant(), ["ignoreMissingVnetServiceEndpoint"] = false });
        });

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Properties("Storage account")["publicNetworkAccess"]!.GetValue<string>().ShouldBe("Enabled");
        Properties("Storage account")["networkAcls"]!["defaultAction"]!.GetValue<string>().ShouldBe("Deny");
    }

    [Fact]
    public async Task A_rule_before_the_clusters_is_taken_out_and_those_of_Databricks_stay()
    {
        const string Databricks = "Microsoft.Databricks-workspaces_UseOnly_databricks-worker-to-worker-inbound";
        await ApplyAsync();
        Change(
            "Network security group",
            properties => properties["securityRules"] = new JsonArray(Inbound(Databricks, 100), Inbound("ssh-for-everybody", 110)));

        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.SelectMany(resource => resource.Changes)
            .ShouldBe([new("properties.securityRules", """["ssh-for-everybody"]""", "[]")]);
        Properties("Network security group")["securityRules"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>()
            .ShouldBe(Databricks);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/1")]
    [InlineData("203.0.113.7/24")]
    [InlineData("203.0.113.0/31")]
    [InlineData("2001:db8::/32")]
    [InlineData("the office")]
    [InlineData("127.0.0.1")]
    [InlineData("100.64.0.0/10")]
    [InlineData("169.254.1.0/24")]
    [InlineData("224.0.0.1")]
    [InlineData("0.0.0.0")]
    public void A_range_that_Azure_refuses_or_that_opens_the_firewall_is_named(string range) =>
        StageBlueprint.Standard(Stages.Full(Clients) with { AllowedRanges = [range] }).Faults().ShouldHaveSingleItem().ToString()
            .ShouldBe(
                $"Infrastructure:AllowedRanges:0: '{range}' is not a public IPv4 address, or a range of them from /8 to /30 like 203.0.113.0/24.");

    [Fact]
    public void A_subnet_is_named_by_its_whole_id() =>
        StageBlueprint.Standard(Stages.Full(Clients) with { AllowedSubnets = ["runners"] })
            .Faults()
            .ShouldHaveSingleItem().Setting
            .ShouldBe("Infrastructure:AllowedSubnets:0");

    string TheirSubnet()
    {
        var group = $"/subscriptions/{Clients.Settings["Azure:SubscriptionId"]}/resourceGroups/theirs";
        var network = $"{group}/providers/Microsoft.Network/virtualNetworks/theirs";
        Clients.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        Clients.Sandbox.Arm.Put(network, new()
        {
            ["location"] = "uksouth",
            ["properties"] = new JsonObject
            {
                ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.90.0.0/16") },
                ["subnets"] = new JsonArray(new JsonObject { ["name"] = "runners", ["properties"] = new JsonObject { ["addressPrefix"] = "10.90.0.0/24" } }),
            },
        });
        return $"{network}/subnets/runners";
    }

    static JsonObject Rule(string value) => new() { ["value"] = value };

    static JsonObject Inbound(string name, int priority) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject
        {
            ["access"] = "Allow",
            ["direction"] = "Inbound",
            ["priority"] = priority,
            ["protocol"] = "*",
            ["sourceAddressPrefix"] = "*",
            ["sourcePortRange"] = "*",
            ["destinationAddressPrefix"] = "*",
            ["destinationPortRange"] = "22",
        },
    };
}
