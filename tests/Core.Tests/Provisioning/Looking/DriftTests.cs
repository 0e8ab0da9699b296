using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Looking;

public sealed class DriftTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_stage_is_looked_at_when_it_never_was_and_after_every_deployment()
    {
        (await DueAsync()).ShouldBe(["dev", "test", "prod"]);
        await CheckAsync("dev");
        (await DueAsync()).ShouldBe(["test", "prod"]);

        await _portal.ReleaseInDevAsync();

        (await DueAsync()).ShouldBe(["dev", "test", "prod"]);
    }

    [Fact]
    public async Task A_change_by_hand_shows_as_that_field_until_an_admin_keeps_it()
    {
        await _portal.ReleaseInDevAsync();
        var id = await DriftAsync("minimumTlsVersion", "TLS1_0");

        var view = await ViewAsync();
        var account = view.Resources.Where(resource => resource.State is not ResourceState.InSync).ShouldHaveSingleItem();
        (account.Id, account.State).ShouldBe((id, ResourceState.Drifted));
        view.Plan.SelectMany(change => change.Fields).ShouldHaveSingleItem().Path.ShouldBe("properties.minimumTlsVersion");
        (await KeepAsync(TestPortal.Helen, account)).ShouldBe(["Only people with the role Admin may keep a difference."]);
        (await KeepAsync(TestPortal.Jonas, account with { Keepable = "other" })).ShouldBe(
            ["Something else differs by now. Look at it and decide again."]);
        (await KeepAsync(TestPortal.Jonas, account with { Id = "/other" })).ShouldBe(
            ["Something else differs by now. Look at it and decide again."]);
        (await KeepAsync(TestPortal.Jonas, account)).ShouldBeEmpty();
        (await ViewAsync()).IsKept.ShouldBeTrue();
        (await HealthAsync()).ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(ResourceState.Kept), health => health.KeptBy.ShouldBe(["Jonas Lindqvist"]));

        await DriftAsync("supportsHttpsTrafficOnly", false);

        (await ViewAsync()).Resources.ShouldAllBe(resource => resource.Kept == null);
        (await HealthAsync()).State.ShouldBe(ResourceState.Drifted);
    }

    [Fact]
    public async Task One_resource_is_kept_and_another_is_not_and_the_audit_tells_when_it_no_longer_holds()
    {
        await _portal.ReleaseInDevAsync();
        var id = await DriftAsync("minimumTlsVersion", "TLS1_0");
        await DriftAsync("publicNetworkAccess", "Enabled", "/vaults/kv-dev-dbws");
        var account = (await ViewAsync()).Resources.Single(resource => resource.Id == id);

        (await KeepAsync(TestPortal.Jonas, account)).ShouldBeEmpty();

        (await ViewAsync()).Resources.Where(resource => resource.State is ResourceState.Kept)
            .ShouldHaveSingleItem().Kept!.Reason
            .ShouldBe("A vendor needs it");
        (await ViewAsync()).IsKept.ShouldBeFalse();
        await DriftAsync("minimumTlsVersion", "TLS1_2");
        await DriftAsync("minimumTlsVersion", "TLS1_0");
        (await ViewAsync()).Resources.Single(resource => resource.Id == id).State.ShouldBe(ResourceState.Drifted);
        (await AuditAsync()).ShouldBe([
            "Jonas Lindqvist kept drift dev: Storage account stdlukdev A vendor needs it (properties.minimumTlsVersion is TLS1_0, described is TLS1_2)",
            "Release Portal no longer keeps drift dev: Storage account stdlukdev It is as described. Jonas Lindqvist kept it: A vendor needs it",
        ]);
    }

    [Fact]
    public async Task What_may_not_be_read_for_a_while_is_still_kept_afterwards()
    {
        await _portal.ReleaseInDevAsync();
        var id = await DriftAsync("minimumTlsVersion", "TLS1_0");
        await KeepAsync(TestPortal.Jonas, (await ViewAsync()).Resources.Single(resource => resource.Id == id));

        _portal.Sandbox.Arm.Access.Deny("Microsoft.Storage/storageAccounts/read");
        await CheckAsync("dev");
        (await HealthAsync()).State.ShouldBe(ResourceState.Unknown);
        _portal.Sandbox.Arm.Access.Allow("Microsoft.Storage/storageAccounts/read");
        await CheckAsync("dev");

        (await HealthAsync()).State.ShouldBe(ResourceState.Kept);
    }

    [Fact]
    public async Task What_is_new_in_the_settings_not_yet_made_or_gone_is_not_called_drifted()
    {
        await CheckAsync("dev");
        (await HealthAsync()).State.ShouldBe(ResourceState.ToCreate);
        await _portal.ReleaseInDevAsync();
        _portal.Settings["Pipelines:elt:Stages:0:Infrastructure:AllowedRanges:0"] = "203.0.113.0/24";
        await _portal.RestartAsync();
        await CheckAsync("dev");
        (await ViewAsync()).Resources.Where(resource => resource.State is not ResourceState.InSync)
            .Select(resource => (resource.Kind, resource.State))
            .ShouldBe([("Storage account", ResourceState.Described), ("Key vault", ResourceState.Described)]);
        (await HealthAsync()).State.ShouldBe(ResourceState.Described);

        _portal.Sandbox.Arm.Delete(
            _portal.Sandbox.Arm.Resources.Keys.First(id => id.EndsWith("/locks/release-portal", StringComparison.Ordinal)));
        await CheckAsync("dev");

        (await HealthAsync()).State.ShouldBe(ResourceState.Missing);
    }

    [Fact]
    public async Task A_look_that_is_too_old_is_unknown_on_board_and_page_alike()
    {
        await _portal.ReleaseInDevAsync();
        await CheckAsync("dev");
        var old = DateTimeOffset.UtcNow - TimeSpan.FromHours(13);
        await _portal.ReadAsync(db => db.ResourceChecks.ExecuteUpdateAsync(row => row.SetProperty(check => check.PlannedAt, old), Soon));

        var view = await ViewAsync();
        view.Doubt.ShouldBe("the last look is too old");
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.Unknown);
        (await HealthAsync()).ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(ResourceState.Unknown), health => health.Doubt.ShouldBe(view.Doubt));
    }

    [Fact]
    public async Task Azure_that_cannot_be_read_leaves_the_older_look_and_says_so()
    {
        await _portal.ReleaseInDevAsync();
        await CheckAsync("dev");
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Status = 400, Times = null, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });

        await CheckAsync("dev");

        var view = await ViewAsync();
        view.Fault.ShouldNotBeNull().ShouldContain("Not today.");
        view.CheckedAt.ShouldNotBeNull();
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.Unknown);
        (await HealthAsync()).ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(ResourceState.Unknown), health => health.LookedAt.ShouldBe(view.CheckedAt));
    }

    [Fact]
    public async Task The_progress_of_a_deployment_is_kept_resource_by_resource()
    {
        await _portal.ReleaseInDevAsync();

        var deployment = await _portal.LastDeploymentAsync("dev");

        var progress = deployment.Steps[0].Journal[ApplyJournal.ProgressKey];
        progress.ShouldContain("stdlukdev\":\"Done\"");
        (await ViewAsync()).LastApplied.ShouldNotBeNull().Outcome.ShouldNotBeNull().ShouldContain("created");
    }

    [Fact]
    public async Task What_stops_every_deployment_cannot_be_kept_and_what_may_not_be_read_is_no_drift()
    {
        await _portal.ReleaseInDevAsync();
        await DriftAsync("isHnsEnabled", false);
        var stuck = await ViewAsync();
        _portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/read");

        (await HealthAsync()).State.ShouldBe(ResourceState.NeedsReplacement);
        var account = stuck.Resources.Single(resource => resource.State is ResourceState.NeedsReplacement);
        account.Keepable.ShouldBeNull();
        var difference = (await _portal.ReadAsync(db => db.ResourceChecks.SingleAsync(Soon))).Plan!.Resources.Single(
            resource => resource.Id == account.Id).Difference;
        (await KeepAsync(TestPortal.Jonas, account with { Keepable = difference })).ShouldHaveSingleItem()
            .ShouldStartWith("Storage account stdlukdev stops every deployment, so it cannot be kept");
        await DriftAsync("isHnsEnabled", true);
        (await HealthAsync()).State.ShouldBe(ResourceState.Unknown);
    }

    async Task<StageHealth> HealthAsync() =>
        (await _portal.Get<Core.Pipelines.ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].Infrastructure;

    async Task<string> DriftAsync(string property, JsonNode value, string of = "/storageAccounts/stdlukdev")
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(resource => resource.Key.EndsWith(of, StringComparison.Ordinal));
        var changed = body.DeepClone().AsObject();
        changed["properties"]![property] = value;
        _portal.Sandbox.Arm.Put(id, changed);
        await CheckAsync("dev");
        return id;
    }

    async Task CheckAsync(string stage) => await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);

    Task<InfrastructureView> ViewAsync() => _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);

    Task<IReadOnlyList<string>> KeepAsync(Core.People.Person person, ResourceView seen) => _portal.Get<KeepDrift>().RunAsync(
        TestPortal.Elt, "dev", new Dictionary<string, string>(StringComparer.Ordinal) { [seen.Id] = seen.Keepable! }, "A vendor needs it",
        person, Soon);

    Task<List<string>> AuditAsync() =>
        _portal.ReadAsync(db => db.Audit.Where(entry => entry.Action.EndsWith("drift")).OrderBy(entry => entry.Sequence)
        .Select(entry => $"{entry.Actor} {entry.Action} {entry.Subject} {entry.Details}").ToListAsync(Soon));

    async Task<IEnumerable<string>> DueAsync() =>
        (await _portal.Get<FindDueChecks>().RunAsync(TestPortal.Elt, Soon)).Select(stage => stage.Name);
}
