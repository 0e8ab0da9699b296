using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>What no deployment made is learnt by looking; what any stage describes is never offered for deletion.</summary>
public sealed class FoundResourceTests : IAsyncLifetime
{
    const string Dev = "Pipelines:elt:Stages:0";
    const string Test = "Pipelines:elt:Stages:1";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_the_command_line_made_is_offered_for_deletion_as_found_and_not_made_by_the_portal()
    {
        await ApplyAsync();
        await CheckAsync("dev");
        await SetAsync(
            ($"{Dev}:Infrastructure:Network", null),
            ($"{Dev}:Infrastructure:AddressSpace", null),
            ($"{Dev}:Infrastructure:EndpointSubnet", null),
            ($"{Dev}:Infrastructure:AllowedRanges:0", "203.0.113.7"), ($"{Dev}:Infrastructure:Locks", "false"));

        var former = await FormerAsync("dev");

        former.CountBy(one => one.Kind).ShouldBe([
            new("DNS link", 3), new("DNS zone group", 3), new("Lock", 3), new("Private endpoint", 3), new("Subnet", 1),
            new("Virtual network", 1),
        ]);
        former.ShouldAllBe(one => one.Deployment == null);
        var group = former.First(one => one.Kind == "DNS zone group");
        (await DeleteAsync("dev", group, typed: "")).ShouldBe([$"Type its name, {group.Name}, to confirm."]);
        _portal.Sandbox.Arm.Resources.Keys.ShouldContain(group.Id);
        (await DeleteAsync("dev", group, group.Name)).ShouldBeEmpty();
        _portal.Sandbox.Arm.Resources.Keys.ShouldNotContain(group.Id);
    }

    [Fact]
    public async Task What_a_deployment_makes_stays_on_record_as_made_and_an_adopted_workspace_is_nobodys_to_delete()
    {
        await _portal.ReleaseInDevAsync();
        await CheckAsync("dev");
        await SetAsync(($"{Dev}:Infrastructure:Locks", "false"));
        (await FormerAsync("dev")).ShouldAllBe(one => one.Kind == "Lock" && one.Deployment == 1);

        var workspace = _portal.Sandbox.Arm.Resources.Keys.Single(
            id => id.EndsWith("/workspaces/databricks-uksouth-dev", StringComparison.Ordinal));
        await SetAsync(
            ($"{Test}:Infrastructure:CreateWorkspace", "false"), ($"{Test}:Infrastructure:WorkspaceId", workspace),
            ($"{Test}:WorkspaceUrl", _portal.Pipeline.Get("dev").WorkspaceUrl.ToString()),
            ($"{Test}:WorkspaceName", "databricks-uksouth-dev"));
        await CheckAsync("test");

        (await _portal.ReadAsync(
            db =>
                Task.FromResult(db.MadeResources.Where(row => row.Stage == "test").AsEnumerable().Select(row => row.Record.Kind).ToList())))
            .ShouldNotContain("Workspace");
    }

    [Fact]
    public async Task What_was_found_and_is_gone_is_missing_rather_than_not_yet_made()
    {
        await ApplyAsync();
        await CheckAsync("dev");
        var gone = _portal.Sandbox.Arm.Resources.Keys.First(id => id.EndsWith("/locks/release-portal", StringComparison.Ordinal));
        _portal.Sandbox.Arm.Delete(gone);

        await CheckAsync("dev");

        (await ViewAsync("dev")).Resources.Single(resource => resource.Id == gone).State.ShouldBe(ResourceState.Missing);
    }

    [Fact]
    public async Task What_another_stage_still_describes_is_not_former()
    {
        await SetAsync(($"{Dev}:Infrastructure:AccessConnector", "ac-shared"), ($"{Test}:Infrastructure:AccessConnector", "ac-shared"));
        await _portal.ReleaseInDevAsync();
        await SetAsync(($"{Dev}:Infrastructure:AccessConnector", "ac-other"), ($"{Test}:Infrastructure:AccessConnector", "ac-shared"));

        (await FormerAsync("dev")).ShouldNotContain(one => one.Name == "ac-shared");
        var shared = _portal.Sandbox.Arm.Resources.Keys.Single(id => id.EndsWith("/accessConnectors/ac-shared", StringComparison.Ordinal));
        (await DeleteAsync("dev", new(shared, "Access connector", "ac-shared", 1, default, null), "ac-shared")).ShouldHaveSingleItem()
            .ShouldStartWith("It is described in the settings of a stage");
        await SetAsync(($"{Dev}:Infrastructure:AccessConnector", "ac-other"), ($"{Test}:Infrastructure:AccessConnector", "ac-other"));
        (await FormerAsync("dev")).ShouldContain(one => one.Name == "ac-shared");
    }

    [Fact]
    public async Task Another_address_of_the_workspace_makes_nothing_in_Unity_Catalog_former()
    {
        await _portal.ReleaseInDevAsync();
        var address = new UriBuilder(_portal.Pipeline.Get("dev").WorkspaceUrl) { Host = "127.0.0.1" };
        await SetAsync(($"{Dev}:WorkspaceUrl", address.Uri.ToString()));

        (await FormerAsync("dev")).ShouldBeEmpty();
    }

    async Task ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        var (provisioner, blueprint) = (_portal.Get<Provisioner>(), _portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get("dev")));
        await provisioner.ApplyAsync(blueprint, await provisioner.PlanAsync(blueprint, Soon), journal, Soon);
    }

    async Task SetAsync(params (string Key, string? Value)[] settings)
    {
        _portal.Settings.Clear();
        foreach (var (key, value) in settings)
        {
            _portal.Settings[key] = value;
        }

        await _portal.RestartAsync();
    }

    async Task CheckAsync(string stage) => (await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon)).ShouldBeNull();

    Task<InfrastructureView> ViewAsync(string stage) => _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon);

    async Task<IReadOnlyList<FormerView>> FormerAsync(string stage) => (await ViewAsync(stage)).Former;

    async Task<IReadOnlyList<string>> DeleteAsync(string stage, FormerView former, string typed) =>
        await _portal.Get<DeleteFormerResource>()
            .RunAsync(TestPortal.Elt, stage, former.Id, typed, TestPortal.Jonas, Soon) is Outcome.Refused refused
            ? refused.Objections
            : [];
}
