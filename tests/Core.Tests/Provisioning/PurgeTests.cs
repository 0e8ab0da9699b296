using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Provisioning;

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
        blocked.Reason.ShouldNotBeNull().ShouldContain($"Azure frees the name on {DateTimeOffset.UtcNow.AddDays(90):d MMMM yyyy}");
        (await PurgeAsync(TestPortal.Jonas, "kv-dev-dbws")).ShouldHaveSingleItem().ShouldStartWith("Purge protection is on");
    }

    void DeleteElsewhere(bool isProtected)
    {
        var subscription = _portal.Sandbox.Entra.Tenant.SubscriptionId;
        var group = $"/subscriptions/{subscription}/resourceGroups/rg-old";
        _portal.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        var vault = $"{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws";
        _portal.Sandbox.Arm.Put(vault, new JsonObject { ["location"] = "uksouth", ["properties"] = new JsonObject { ["enablePurgeProtection"] = isProtected } });
        _portal.Sandbox.Arm.Delete(vault);
    }

    async Task<ResourceView> VaultAsync()
    {
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
        return (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon)).Resources.Single(resource => resource.Kind == "Key vault");
    }

    Task<List<string>> AuditAsync() => _portal.ReadAsync(db => db.Audit.Where(entry => entry.Action.Contains("purge"))
        .OrderBy(entry => entry.Sequence).Select(entry => $"{entry.Action} {entry.Subject}").ToListAsync(Soon));

    async Task<IReadOnlyList<string>> PurgeAsync(Person person, string typed) =>
        await _portal.Get<PurgeVault>().RunAsync(TestPortal.Elt, "dev", typed, person, Soon) is Outcome.Refused refused ? refused.Objections : [];
}
