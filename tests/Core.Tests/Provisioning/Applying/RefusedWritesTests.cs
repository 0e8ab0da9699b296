using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What Azure refuses once the plan is made, and no second try would help: the person is told what to do about it.</summary>
public sealed class RefusedWritesTests : ProvisioningTest
{
    protected override SandboxOptions Options => new()
    {
        TakenStorageAccounts = new HashSet<string>(StringComparer.Ordinal) { "stdluktaken" },
        TakenVaults = new HashSet<string>(StringComparer.Ordinal) { "kv-taken-dbws" },
    };

    [Fact]
    public async Task Names_that_somebody_has_in_Azure_are_told_together_and_not_tried_again()
    {
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients, "taken"));

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.Faults.ShouldBe([
            "Storage account stdluktaken: the name 'stdluktaken' is taken, by somebody else in Azure or in another resource group. Choose another in the settings.",
            "Key vault kv-taken-dbws: the name 'kv-taken-dbws' is taken, by somebody else in Azure, in another resource group, or by a vault that was deleted "
            + "in a subscription that the service principal does not see. Choose another in the settings.",
        ]);
        WritesOf("Storage account").ShouldBe(1);
        WritesOf("Workspace").ShouldBe(1);
    }

    [Theory]
    [InlineData("to perform action 'Microsoft.Storage/storageAccounts/write' over scope '/subscriptions/s' or the scope is invalid.", "Microsoft.Storage/storageAccounts/write")]
    [InlineData(
        "has permission to perform action 'Microsoft.Storage/storageAccounts/write' on scope '/subscriptions/x'; however, it does not have permission to perform "
        + "action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/subscriptions/s' (respectively) or the linked scope(s) are invalid.",
        "Microsoft.Network/virtualNetworks/subnets/join/action")]
    public async Task A_permission_that_was_not_foreseen_is_named_with_its_scope(string message, string action)
    {
        var body = $$$"""{"error":{"code":"AuthorizationFailed","message":"The client 'c' with object id 'o' {{{message}}}"}}""";
        Clients.Sandbox.Faults.Add(new() { Method = "PUT", Path = "*/storageAccounts/stdlukdev", Status = 403, Body = body });

        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults
            .ShouldBe([$"Storage account stdlukdev: the service principal lacks the permission '{action}' on '/subscriptions/s'."]);
    }

    [Theory]
    [InlineData("Microsoft.Network/virtualNetworks/subnets/join/action", "Private endpoint")]
    [InlineData("Microsoft.Network/privateDnsZones/join/action", "DNS zone group")]
    [InlineData("Microsoft.Network/networkSecurityGroups/join/action", "Virtual network")]
    public async Task A_permission_that_is_needed_on_what_it_is_linked_to_blocks_the_plan(string action, string kind)
    {
        Clients.Sandbox.Arm.Access.Deny(action);

        var blocked = (await PlanAsync()).Resources.Where(resource => resource.Action is ResourceAction.Blocked).ToList();

        blocked.ShouldContain(resource => resource.Kind == kind);
        blocked.ShouldAllBe(resource => resource.Reason!.Contains($"'{action}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_not_be_followed_is_named_and_goes_on_once_that_is_granted()
    {
        const string action = "Microsoft.Databricks/locations/operationstatuses/read";
        Clients.Sandbox.Arm.Access.Deny(action);

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);
        Clients.Sandbox.Arm.Access.Allow(action);
        await ApplyAsync();

        fault.IsLiftable.ShouldBeTrue();
        fault.Faults.ShouldContain(
            text => text.StartsWith(
                $"Workspace databricks-uksouth-dev: the service principal lacks the permission '{action}' on '", StringComparison.Ordinal));
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        WritesOf("Workspace").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_in_the_catalog_but_not_to_be_seen_is_not_told_as_made()
    {
        const string schemas = "/api/2.1/unity-catalog/schemas";
        Clients.Sandbox.Faults.Add(
            new() { StandIn = "dev", Method = "GET", Path = $"{schemas}/*", Times = null, Status = 404, Body = """{"error_code":"SCHEMA_DOES_NOT_EXIST","message":"No."}""" });
        Clients.Sandbox.Faults.Add(
            new() { StandIn = "dev", Method = "POST", Path = schemas, Times = null, Status = 400, Body = """{"error_code":"SCHEMA_ALREADY_EXISTS","message":"There."}""" });

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.IsLiftable.ShouldBeTrue();
        fault.Faults.ShouldHaveSingleItem().ShouldContain("it exists, but the service principal may not see it");
    }

    [Fact]
    public async Task A_deleted_vault_that_may_not_be_seen_is_told_to_stand_in_the_way_with_both_reasons()
    {
        await ApplyAsync();
        var vault = Blueprint.Resources.Single(resource => resource.Kind == "Key vault").Id;
        foreach (var id in Clients.Sandbox.Arm.Resources.Keys.Where(id => id.StartsWith($"{vault}/", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            Clients.Sandbox.Arm.Delete(id);
        }

        Clients.Sandbox.Arm.Delete(vault);
        Clients.Sandbox.Arm.Delete(Blueprint.Resources.Single(resource => resource.Name == "pe-kv-dev-dbws-vault").Id);
        Clients.Sandbox.Faults.Add(
            new() { Path = "*/deletedVaults/*", Status = 404, Times = null, Body = """{"error":{"code":"DeletedVaultNotFound","message":"Not seen."}}""" });
        Clients.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/deletedVaults/read");

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.IsLiftable.ShouldBeTrue();
        fault.Faults.ShouldBe([
            "Key vault kv-dev-dbws: a deleted vault of the name 'kv-dev-dbws' stands in the way. It belongs to another subscription, or the service principal may not see it "
            + "('Microsoft.KeyVault/deletedVaults/read', 'Microsoft.KeyVault/locations/deletedVaults/read' on this one). Choose another name with KeyVault, or have it purged there.",
        ]);
    }

    [Theory]
    [InlineData(true, "Purge protection is on, so Azure frees the name on 1 February 2027; ")]
    [InlineData(false, "Recover it there, or an admin purges it here.")]
    public async Task A_deleted_vault_of_another_place_blocks_the_plan_and_says_the_way_out(bool isProtected, string wayOut)
    {
        const string elsewhere = "/subscriptions/s/resourceGroups/theirs/providers/Microsoft.KeyVault/vaults/kv-dev-dbws";
        Clients.Sandbox.Faults.Add(new()
        {
            Path = "*/deletedVaults/kv-dev-dbws",
            Status = 200,
            Body = $$$"""{"properties":{"vaultId":"{{{elsewhere}}}","purgeProtectionEnabled":{{{(isProtected ? "true" : "false")}}},"scheduledPurgeDate":"2027-02-01"}}""",
        });

        var blocked = (await PlanAsync()).Resources.Where(resource => resource.Action is ResourceAction.Blocked);

        blocked.ShouldHaveSingleItem().Reason
            .ShouldNotBeNull()
            .ShouldStartWith($"A deleted vault of this name belongs to {elsewhere}. {wayOut}");
    }

    int WritesOf(string kind) => Clients.Sandbox.Requests.All.Count(request =>
        request.Method == "PUT"
            && request.Path.StartsWith(
                $"{Blueprint.Resources.Single(resource => resource.Kind == kind).Id}?", StringComparison.OrdinalIgnoreCase));
}
