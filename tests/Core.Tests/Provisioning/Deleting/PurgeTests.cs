using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>A deleted vault elsewhere that holds the name of a stage's vault.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task It_is_purged_by_an_admin_who_typed_its_name()
    {
        DeleteElsewhere(isProtected: false);
        var blocked = await VaultAsync();

        (await PurgeAsync(TestPortal.Helen, "kv-dev-dbws")).ShouldBe(["Only people with the role Admin may purge a vault."]);
        (await PurgeAsync(TestPortal.Jonas, "kv-dev")).ShouldBe(["Type its name, kv-dev-dbws, to confirm."]);
        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldBeEmpty();

        (blocked.State, blocked.IsPurgeable).ShouldBe((ResourceState.Blocked, true));
        (await VaultAsync()).State.ShouldBe(ResourceState.ToCreate);
        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldBe(["There is no deleted vault of this name."]);
        (await AuditAsync()).ShouldBe(["began to purge deleted vault kv-dev-dbws of dev", "purged deleted vault kv-dev-dbws of dev"]);
    }

    [Fact]
    public async Task Purge_protection_says_until_when_the_name_is_taken()
    {
        DeleteElsewhere(isProtected: true);

        var blocked = await VaultAsync();

        blocked.IsPurgeable.ShouldBeFalse();
        blocked.Reason.ShouldNotBeNull().ShouldContain($"Azure frees the name on {Day}");
        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldHaveSingleItem().ShouldStartWith("Purge protection is on");
    }

    /// <summary>Azure tells of it only when it is asked for all regions.</summary>
    [Theory]
    [InlineData("rg-old")]
    [InlineData("nanba-github")]
    public async Task One_of_another_region_is_told_with_region_and_day_and_purged_there(string group)
    {
        DeleteElsewhere(isProtected: false, "ukwest", group);
        var blocked = await VaultAsync();

        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldBeEmpty();

        (blocked.State, blocked.IsPurgeable).ShouldBe((ResourceState.Blocked, true));
        blocked.Reason.ShouldBe(
            $"A vault of this name was deleted in ukwest, another region than the settings say, and holds the name until {Day}. "
            + $"It was {Vault(group)}. An admin purges it here, or choose another name with KeyVault.");
        (await VaultAsync()).State.ShouldBe(ResourceState.ToCreate);
        _portal.Sandbox.Requests.All.ShouldContain(
            request => request.Method == "POST"
                && request.Path.Contains("/locations/ukwest/deletedVaults/kv-dev-dbws/purge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_another_region_with_purge_protection_leaves_only_another_name()
    {
        DeleteElsewhere(isProtected: true, "ukwest");

        var blocked = await VaultAsync();

        (blocked.State, blocked.IsPurgeable).ShouldBe((ResourceState.Blocked, false));
        blocked.Reason.ShouldNotBeNull()
            .ShouldContain($"deleted in ukwest, another region than the settings say, and holds the name until {Day}.");
        blocked.Reason.ShouldEndWith("Purge protection is on, so nobody can free the name earlier: choose another with KeyVault.");
        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldBe([$"Purge protection is on: Azure frees the name on {Day}."]);
    }

    [Fact]
    public async Task Every_stage_that_it_concerns_is_looked_at_once_it_is_purged()
    {
        _portal.Settings["Pipelines:elt:Stages:1:KeyVault"] = "kv-dev-dbws";
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:Network"] = null;
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:AddressSpace"] = null;
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:EndpointSubnet"] = null;
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:AllowedRanges:0"] = "203.0.113.7";
        _portal.Settings["Pipelines:elt:Stages:1:Infrastructure:AllowedRanges:0"] = "203.0.113.7";
        await _portal.RestartAsync();
        DeleteElsewhere(isProtected: false);
        (await VaultAsync("test")).State.ShouldBe(ResourceState.Blocked);

        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldBeEmpty();

        (await SeenAsync("test")).State.ShouldBe(ResourceState.ToCreate);
    }

    static string Day => $"{DateTimeOffset.UtcNow.AddDays(90):d MMMM yyyy}";

    string Vault(
        string group) =>
            $"/subscriptions/{_portal.Sandbox.Entra.Tenant.SubscriptionId}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws";

    void DeleteElsewhere(bool isProtected, string region = "uksouth", string group = "rg-old")
    {
        var vault = Vault(group);
        _portal.Sandbox.Arm.Put(vault[..vault.IndexOf("/providers", StringComparison.Ordinal)], new() { ["location"] = "uksouth" });
        _portal.Sandbox.Arm.Put(
            vault, new JsonObject { ["location"] = region, ["properties"] = new JsonObject { ["enablePurgeProtection"] = isProtected } });
        _portal.Sandbox.Arm.Delete(vault);
    }

    async Task<ResourceView> VaultAsync(string stage = "dev")
    {
        (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon)).ShouldBeNull();
        return await SeenAsync(stage);
    }

    async Task<ResourceView> SeenAsync(string stage) =>
        (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon)).Resources.Single(
            resource => resource.Kind == "Key vault");

    Task<List<string>> AuditAsync() => _portal.ReadAsync(db => db.Audit.Where(entry => entry.Action.Contains("purge"))
        .OrderBy(entry => entry.Sequence).Select(entry => $"{entry.Action} {entry.Subject}").ToListAsync(Soon));

    async Task<IReadOnlyList<string>> PurgeAsync(Person person, string typed) =>
        await _portal.Get<PurgeVault>().RunAsync(TestPortal.Elt, "dev", typed, person, Soon) is Outcome.Refused refused
            ? refused.Objections
            : [];
}
