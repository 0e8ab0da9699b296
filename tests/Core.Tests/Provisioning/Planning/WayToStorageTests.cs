using System.Text.Json.Nodes;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>Clusters that do not live in the network of the private endpoints may not reach the storage account; somebody else's peering is
/// nothing that the portal sees.</summary>
public sealed class WayToStorageTests
{
    const string Subscription = "5f3c8f1e-0000-0000-0000-000000000001";
    const string Ours = $"/subscriptions/{Subscription}/resourceGroups/nanba-github/providers/Microsoft.Network/virtualNetworks/vnet-dev";
    const string Theirs = $"/subscriptions/{Subscription}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
    const string Adopted = $"/subscriptions/{Subscription}/resourceGroups/hub/providers/Microsoft.Databricks/workspaces/databricks-dev";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clusters_in_the_network_or_with_a_subnet_that_is_let_in_have_one()
    {
        (await WarningAsync(Stage() with { Network = Stages.Network(clusters: true), Workspace = Made }, null)).ShouldBeNull();
        (await WarningAsync(Stage() with { AllowedSubnets = [$"{Theirs}/subnets/clusters"] }, null)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Ours, null)]
    [InlineData(Theirs, "VNET-HUB")]
    [InlineData(null, "a network that Databricks keeps for the workspace")]
    public async Task Azure_tells_where_those_of_an_adopted_workspace_live(string? network, string? home)
    {
        var stage = Stage() with { Workspace = new() { Name = "databricks-dev", AdoptedId = Adopted } };

        var warning = await WarningAsync(stage, Found(network?.ToUpperInvariant()));

        warning?.Split(',')[0].ShouldBe($"The clusters may have no way to storage account stdlukdev. They live in {home}");
        (warning is null).ShouldBe(home is null);
    }

    [Fact]
    public async Task Where_nobody_can_say_it_is_told_the_same_whether_the_workspace_is_made_or_not()
    {
        var made = Stage() with { Workspace = Made };

        (await WarningAsync(made, null)).ShouldBe(await WarningAsync(made, Found(null)));
        (await WarningAsync(Stage(), null)).ShouldBe(
            "The clusters may have no way to storage account stdlukdev. They live in a network that the portal does not know, "
            + "the account's private endpoints in vnet-dev, and no subnet is let in. "
            + "Unless somebody has joined the networks and their DNS, the job can read and write nothing there. "
            + "HostSubnet and ContainerSubnet, set before the workspace is made, or AllowedSubnets give them a way.");
        (await WarningAsync(Stage() with { Network = null, AllowedRanges = ["203.0.113.7"] }, null)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Approvers_read_it_as_a_risk_once_and_the_page_tells_it_of_the_account()
    {
        await using var portal = await TestPortal.StartAsync();
        var release = await portal.ReleaseInDevAsync();

        var promotion = await portal.RequestAsync("test", release);
        await portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);

        var seen = (await portal.Get<ReadPromotion>().RunAsync(TestPortal.Elt, promotion, TestPortal.Marek, Soon))!;
        var risk = seen.Risks.Single(risk => risk.Title == "The clusters may have no way to storage account stdluktest.");
        risk.Kind.ShouldBe(RiskKind.Warning);
        risk.Detail.ShouldContain("the account's private endpoints in vnet-uksouth-test");
        var view = await portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);
        var account = view.Resources.Single(resource => resource.Kind == "Storage account");
        (account.State, account.Reason![..50]).ShouldBe((ResourceState.InSync, "The clusters may have no way to storage account st"));
    }

    static StageWorkspace Made => new() { Name = "databricks-dev" };

    static StageResources Stage() => Stages.Small(Subscription) with { Network = Stages.Network(clusters: false) };

    static JsonObject Found(string? network) => new()
    {
        ["properties"] = new JsonObject
        {
            ["parameters"] = network is null
                ? new JsonObject()
                : new JsonObject { ["customVirtualNetworkId"] = new JsonObject { ["value"] = network } },
        },
    };

    static async Task<string?> WarningAsync(StageResources stage, JsonObject? workspace) =>
        (await new StorageAccount(stage).WarningAsync(_ => Task.FromResult(workspace)))?.ToString();
}
