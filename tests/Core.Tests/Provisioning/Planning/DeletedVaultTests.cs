using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>How a plan learns of a deleted vault that holds the name.</summary>
public sealed class DeletedVaultTests : ProvisioningTest
{
    [Fact]
    public async Task All_regions_are_asked_for_once_and_only_when_nothing_nearer_is_found()
    {
        await PlanAsync();
        Listings().ShouldBe(1);
        await ApplyAsync();
        Clients.Sandbox.Requests.Clear();

        await PlanAsync();
        DeleteVault();
        await PlanAsync();

        Listings().ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_not_ask_for_all_regions_gets_the_plan_all_the_same()
    {
        Clients.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/deletedVaults/read");

        (await VaultAsync()).Action.ShouldBe(ResourceAction.Create);
    }

    [Fact]
    public async Task Who_may_not_ask_in_the_region_is_told_so()
    {
        Clients.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/locations/deletedVaults/read");

        (await VaultAsync()).ShouldSatisfyAllConditions(
            vault => vault.Action.ShouldBe(ResourceAction.Unknown),
            vault => vault.Reason.ShouldNotBeNull().ShouldContain("'Microsoft.KeyVault/locations/deletedVaults/read'"));
    }

    /// <summary>Recovered, it would stand in the wrong region for good.</summary>
    [Fact]
    public async Task One_with_the_very_id_but_of_another_region_is_not_recovered()
    {
        await ApplyAsync();
        DeleteVault();
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { Region = "ukwest" });

        var vault = await VaultAsync();

        (vault.Action, vault.IsPurgeable).ShouldBe((ResourceAction.Blocked, false));
        vault.Reason.ShouldNotBeNull().ShouldStartWith("A vault of this name was deleted in uksouth, another region than the settings say");
        vault.Changes.ShouldBeEmpty();
    }

    /// <summary>Azure writes regions in two ways.</summary>
    [Fact]
    public async Task One_of_the_same_region_is_recovered_however_that_is_written()
    {
        await ApplyAsync();
        var body = Found(Wanted("Key vault").Id);
        body["location"] = "UK South";
        Clients.Sandbox.Arm.Put(Wanted("Key vault").Id, body);
        DeleteVault();

        (await VaultAsync()).Changes[0].New.ShouldBe("recovered");
    }

    [Fact]
    public async Task A_vault_goes_with_its_group_and_still_holds_its_name()
    {
        var group = $"/subscriptions/{Clients.Settings["Azure:SubscriptionId"]}/resourceGroups/rg-old";
        Clients.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        Clients.Sandbox.Arm.Put(
            $"{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws",
            new() { ["location"] = "uksouth", ["properties"] = new JsonObject() });
        Clients.Sandbox.Arm.Delete(group);

        (await VaultAsync()).Reason.ShouldNotBeNull().ShouldStartWith("A deleted vault of this name belongs to ");
    }

    void DeleteVault()
    {
        foreach (var id in Clients.Sandbox.Arm.Resources.Keys.Where(
            id => id.StartsWith($"{Wanted("Key vault").Id}/", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            Clients.Sandbox.Arm.Delete(id);
        }

        Clients.Sandbox.Arm.Delete(Wanted("Key vault").Id);
    }

    async Task<PlannedResource> VaultAsync() => (await PlanAsync()).Resources.Single(resource => resource.Kind == "Key vault");

    int Listings() => Clients.Sandbox.Requests.All.Count(
        request => request.Path.Contains("/providers/Microsoft.KeyVault/deletedVaults?", StringComparison.Ordinal));
}
