using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>What the settings no longer name stays, until an admin deletes it by its name.</summary>
public sealed class FormerResourceTests : IAsyncLifetime
{
    const string Settings = "Pipelines:elt:Stages";

    /// <summary>In no stage, for they share the DNS zones; somebody must reach the accounts another way.</summary>
    static readonly (string Key, string? Value)[] NoNetwork =
    [
        .. from stage in new[] { 0, 1, 2 }
           from key in new[] { "Network", "AddressSpace", "EndpointSubnet" }
           select ($"{stage}:Infrastructure:{key}", (string?)null),
        .. from stage in new[] { 0, 1, 2 } select ($"{stage}:Infrastructure:AllowedRanges:0", "203.0.113.7"),
    ];

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.StartAsync();
        await _portal.ReleaseInDevAsync();
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task No_deployment_deletes_what_left_the_settings_and_an_admin_does_by_its_name()
    {
        await SetAsync([.. NoNetwork, ("0:Infrastructure:Locks", "false")]);
        _portal.Sandbox.Requests.Clear();
        await _portal.Sandbox.GitHub.PushAsync(
            ReleasePortal.Sandbox.Entra.Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" },
            Soon);
        await _portal.ReleaseInDevAsync();
        Deleted().ShouldBeEmpty();
        var former = await FormerAsync();
        former.CountBy(one => one.Kind).ShouldBe([
            new("DNS link", 3), new("DNS zone group", 3), new("Lock", 3), new("Private DNS zone", 3), new("Private endpoint", 3),
            new("Subnet", 1), new("Virtual network", 1),
        ]);
        var endpoint = former.First(one => one.Kind == "Private endpoint");
        var theirs = $"{endpoint.Id}/providers/Microsoft.Authorization/locks/theirs";

        (await DeleteAsync(endpoint, TestPortal.Helen)).ShouldBe(["Only people with the role Admin may delete a resource."]);
        (await DeleteAsync(endpoint, TestPortal.Jonas, "pe")).ShouldBe([$"Type its name, {endpoint.Name}, to confirm."]);
        (await DeleteAsync(former.First(one => one.Kind == "Private DNS zone"), TestPortal.Jonas)).ShouldBe(
            ["DNS link vnet-uksouth-dev-blob still uses it: delete that first."]);
        (await DeleteAsync(former.Single(one => one.Kind == "Subnet"), TestPortal.Jonas)).ShouldHaveSingleItem()
            .ShouldContain(" still use it: delete those first.");
        _portal.Sandbox.Arm.Put(theirs, new() { ["properties"] = new JsonObject { ["level"] = "CanNotDelete" } });
        (await DeleteAsync(endpoint, TestPortal.Jonas)).ShouldHaveSingleItem().ShouldContain("ScopeLocked");
        _portal.Sandbox.Arm.Delete(theirs);
        (await DeleteAsync(endpoint, TestPortal.Jonas)).ShouldBeEmpty();

        _portal.Sandbox.Arm.Resources.Keys.ShouldNotContain(endpoint.Id);
        (await FormerAsync()).ShouldNotContain(one => one.Id == endpoint.Id);
        (await DeleteAsync(endpoint, TestPortal.Jonas)).ShouldHaveSingleItem().ShouldContain("gone already");
        (await AuditAsync()).ShouldBe([
            $"began to delete private endpoint {endpoint.Name} of dev", $"could not delete private endpoint {endpoint.Name} of dev",
            $"began to delete private endpoint {endpoint.Name} of dev", $"deleted private endpoint {endpoint.Name} of dev",
        ]);
    }

    [Fact]
    public async Task Everything_that_may_go_goes_one_after_the_other()
    {
        await SetAsync([.. NoNetwork, ("0:Infrastructure:Locks", "false")]);
        string[] order = ["Lock", "DNS zone group", "Private endpoint", "DNS link", "Private DNS zone", "Subnet", "Virtual network"];

        foreach (var former in (await FormerAsync()).OrderBy(one => Array.IndexOf(order, one.Kind)))
        {
            (await DeleteAsync(former, TestPortal.Jonas)).ShouldBeEmpty();
        }

        (await FormerAsync()).ShouldBeEmpty();
        _portal.Sandbox.Arm.Resources.Keys.ShouldNotContain(id => id.Contains("Microsoft.Network", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_for_every_stage_that_knew_it_and_with_all_that_lay_in_it()
    {
        (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "test", Soon)).ShouldBeNull();
        await SetAsync([.. NoNetwork, ("0:Infrastructure:Locks", "false")]);
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "test", Soon);
        (await FormerAsync("test")).CountBy(one => one.Kind).ShouldBe([new("Private DNS zone", 3)]);
        (await FormerAsync("test")).ShouldAllBe(
            zone => zone.Stays != null && zone.Stays.EndsWith(" still uses it: delete that first, on the page of dev."));
        string[] order = ["DNS link", "Private DNS zone", "Private endpoint", "Virtual network"];

        foreach (var former in (await FormerAsync()).Where(one => order.Contains(one.Kind)).OrderBy(one => Array.IndexOf(order, one.Kind)))
        {
            (await FormerAsync("test")).ShouldAllBe(zone => former.Kind == "DNS link" || zone.Stays == null);
            (await DeleteAsync(former, TestPortal.Jonas)).ShouldBeEmpty();
        }

        (await FormerAsync("test")).ShouldBeEmpty();
        (await FormerAsync()).ShouldAllBe(one => one.Kind == "Lock");
    }

    [Fact]
    public async Task What_holds_data_or_carries_a_lock_is_never_deleted_here()
    {
        await SetAsync(("0:KeyVault", null), ("0:Container", "nickel"));

        var former = await FormerAsync();

        var vault = former.Single(one => one.Kind == "Key vault");
        vault.Stays.ShouldNotBeNull().ShouldContain("remove the lock (Settings, Locks)");
        (await DeleteAsync(vault, TestPortal.Jonas)).ShouldHaveSingleItem().ShouldStartWith("The portal does not delete it.");
        Deleted().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_container_with_its_tables_is_never_deleted_here_with_or_without_a_lock(string locks)
    {
        await SetAsync(("0:Infrastructure:Locks", locks), ("0:Container", "nickel"));

        var container = (await FormerAsync()).Single(one => one.Kind == "Blob container");

        container.Stays.ShouldNotBeNull().ShouldStartWith("It holds tables.");
        (await DeleteAsync(container, TestPortal.Jonas))[0].ShouldStartWith("The portal does not delete it. It holds tables.");
        Deleted().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_lies_below_a_lock_is_unlocked_first()
    {
        await SetAsync(("0:Infrastructure:AccessConnector", null));

        var role = (await FormerAsync()).Single(one => one.Kind == "Role assignment");

        role.Stays.ShouldBe("Protected by lock release-portal on stdlukdev: remove the lock in the Azure portal (Settings, Locks) first.");
        (await DeleteAsync(role, TestPortal.Jonas)).ShouldHaveSingleItem()
            .ShouldStartWith("It is protected (lock release-portal on stdlukdev).");
    }

    [Fact]
    public async Task What_somebody_deleted_by_hand_and_what_is_described_again_is_former_no_more()
    {
        await SetAsync([.. NoNetwork, ("0:Infrastructure:Locks", "false"), ("0:Infrastructure:Schema", "other")]);
        var schema = (await FormerAsync()).Single(one => one.Kind == "Schema");
        (await DeleteAsync(schema, TestPortal.Jonas)).ShouldBeEmpty();
        var link = (await FormerAsync()).First(one => one.Kind == "DNS link");
        _portal.Sandbox.Arm.Delete(link.Id);

        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
        (await FormerAsync()).ShouldNotContain(one => one.Id == link.Id);
        await SetAsync();

        (await FormerAsync()).ShouldBeEmpty();
    }

    async Task SetAsync(params (string Key, string? Value)[] settings)
    {
        _portal.Settings.Clear();
        foreach (var (key, value) in settings)
        {
            _portal.Settings[$"{Settings}:{key}"] = value;
        }

        await _portal.RestartAsync();
    }

    async Task<IReadOnlyList<FormerView>> FormerAsync(string stage = "dev") =>
        (await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon)).Former;

    async Task<IReadOnlyList<string>> DeleteAsync(FormerView former, Person person, string? typed = null) =>
        await _portal.Get<DeleteFormerResource>()
            .RunAsync(TestPortal.Elt, "dev", former.Id, typed ?? former.Name, person, Soon) is Outcome.Refused refused
            ? refused.Objections
            : [];

    IEnumerable<string> Deleted() => _portal.Sandbox.Requests.All
        .Where(request => request.Method is "DELETE" && request.Path.StartsWith("/subscriptions/", StringComparison.Ordinal))
        .Select(request => request.Path);

    Task<List<string>> AuditAsync() =>
        _portal.ReadAsync(db => db.Audit.Where(entry => entry.Action.EndsWith("delete") || entry.Action == "deleted")
        .OrderBy(entry => entry.Sequence).Select(entry => $"{entry.Action} {entry.Subject}").ToListAsync(Soon));
}
