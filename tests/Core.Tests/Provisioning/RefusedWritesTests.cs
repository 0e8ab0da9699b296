using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Provisioning;

/// <summary>What Azure refuses once the plan is made, and no second try would help: the person is told what to do about it.</summary>
public sealed class RefusedWritesTests : IAsyncLifetime
{
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync(new SandboxOptions
        {
            TakenStorageAccounts = new HashSet<string>(StringComparer.Ordinal) { "stdluktaken" },
            TakenVaults = new HashSet<string>(StringComparer.Ordinal) { "kv-taken-dbws" },
        });
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients));
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task Names_that_somebody_has_in_Azure_are_told_together_and_not_tried_again()
    {
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients, "taken"));

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.Faults.ShouldBe(
        [
            "Storage account stdluktaken: the name 'stdluktaken' is taken, by somebody else in Azure or in another resource group. Choose another in the settings.",
            "Key vault kv-taken-dbws: the name 'kv-taken-dbws' is taken, by somebody else in Azure or in another resource group. Choose another in the settings.",
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
        _clients.Sandbox.Faults.Add(new() { Method = "PUT", Path = "*/storageAccounts/stdlukdev", Status = 403, Body = body });

        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults
            .ShouldBe([$"Storage account stdlukdev: the service principal lacks the permission '{action}' on '/subscriptions/s'."]);
    }

    [Theory]
    [InlineData("Microsoft.Network/virtualNetworks/subnets/join/action", "Private endpoint")]
    [InlineData("Microsoft.Network/privateDnsZones/join/action", "DNS zone group")]
    [InlineData("Microsoft.Network/networkSecurityGroups/join/action", "Virtual network")]
    public async Task A_permission_that_is_needed_on_what_it_is_linked_to_blocks_the_plan(string action, string kind)
    {
        _clients.Sandbox.Arm.Access.Deny(action);

        var blocked = (await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon)).Resources.Where(resource => resource.Action is ResourceAction.Blocked).ToList();

        blocked.ShouldContain(resource => resource.Kind == kind);
        blocked.ShouldAllBe(resource => resource.Reason!.Contains($"'{action}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_vault_that_may_not_be_seen_is_told_to_stand_in_the_way()
    {
        await ApplyAsync();
        var vault = _blueprint.Resources.Single(resource => resource.Kind == "Key vault").Id;
        foreach (var id in _clients.Sandbox.Arm.Resources.Keys.Where(id => id.StartsWith($"{vault}/", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            _clients.Sandbox.Arm.Delete(id);
        }

        _clients.Sandbox.Arm.Delete(vault);
        _clients.Sandbox.Arm.Delete(_blueprint.Resources.Single(resource => resource.Name == "pe-kv-dev-dbws-vault").Id);
        _clients.Sandbox.Faults.Add(new() { Path = "*/deletedVaults/*", Status = 404, Times = null, Body = """{"error":{"code":"DeletedVaultNotFound","message":"Not seen."}}""" });

        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults.ShouldHaveSingleItem().ShouldStartWith(
            "Key vault kv-dev-dbws: a deleted vault of the name 'kv-dev-dbws' stands in the way");
    }

    [Theory]
    [InlineData(true, "Purge protection is on, so Azure frees the name on 1 February 2027; ")]
    [InlineData(false, "Recover it there, or an admin purges it here.")]
    public async Task A_deleted_vault_of_another_place_blocks_the_plan_and_says_the_way_out(bool isProtected, string wayOut)
    {
        const string elsewhere = "/subscriptions/s/resourceGroups/theirs/providers/Microsoft.KeyVault/vaults/kv-dev-dbws";
        _clients.Sandbox.Faults.Add(new()
        {
            Path = "*/deletedVaults/kv-dev-dbws",
            Status = 200,
            Body = $$$"""{"properties":{"vaultId":"{{{elsewhere}}}","purgeProtectionEnabled":{{{(isProtected ? "true" : "false")}}},"scheduledPurgeDate":"2027-02-01"}}""",
        });

        var blocked = (await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon)).Resources.Where(resource => resource.Action is ResourceAction.Blocked);

        blocked.ShouldHaveSingleItem().Reason.ShouldNotBeNull().ShouldStartWith($"A deleted vault of this name belongs to {elsewhere}. {wayOut}");
    }

    async Task ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        var plan = await _clients.Get<Provisioner>().PlanAsync(_blueprint, Soon);
        await _clients.Get<Provisioner>().ApplyAsync(_blueprint, plan, journal, Soon);
    }

    int WritesOf(string kind) => _clients.Sandbox.Requests.All.Count(request =>
        request.Method == "PUT" && request.Path.StartsWith($"{_blueprint.Resources.Single(resource => resource.Kind == kind).Id}?", StringComparison.OrdinalIgnoreCase));
}
