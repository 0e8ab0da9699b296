using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Provisioning;

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
        view.Resources.Where(resource => resource.State is not ResourceState.InSync).ShouldHaveSingleItem().ShouldBe(
            view.Resources.Single(resource => resource.Id == id) with { State = ResourceState.Drifted });
        view.Plan.SelectMany(change => change.Fields).ShouldHaveSingleItem().Path.ShouldBe("properties.minimumTlsVersion");
        (await KeepAsync(view.Digest!, TestPortal.Helen)).ShouldBe(["Only people with the role Admin may keep a difference."]);
        (await KeepAsync("other", TestPortal.Jonas)).ShouldBe(["Something else differs by now. Look at it and decide again."]);
        (await KeepAsync(view.Digest!, TestPortal.Jonas)).ShouldBeEmpty();
        (await ViewAsync()).Kept!.By.ShouldBe("Jonas Lindqvist");
        (await HealthAsync()).KeptBy.ShouldBe("Jonas Lindqvist");

        await DriftAsync("supportsHttpsTrafficOnly", false);

        (await ViewAsync()).Kept.ShouldBeNull();
    }

    [Fact]
    public async Task Azure_that_cannot_be_read_leaves_the_older_look_and_says_so()
    {
        await _portal.ReleaseInDevAsync();
        await CheckAsync("dev");
        _portal.Sandbox.Faults.Add(new() { StandIn = "arm", Status = 400, Times = null, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });

        await CheckAsync("dev");

        var view = await ViewAsync();
        view.Fault.ShouldNotBeNull().ShouldContain("Not today.");
        view.CheckedAt.ShouldNotBeNull();
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.Unknown);
        (await HealthAsync()).ShouldSatisfyAllConditions(health => health.State.ShouldBe(ResourceState.Unknown), health => health.LookedAt.ShouldBe(view.CheckedAt));
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
        (await KeepAsync(stuck.Digest!, TestPortal.Jonas)).ShouldHaveSingleItem().ShouldStartWith("Storage account stdlukdev stops every deployment, so it cannot be kept");
        await DriftAsync("isHnsEnabled", true);
        (await HealthAsync()).State.ShouldBe(ResourceState.Unknown);
    }

    async Task<StageHealth> HealthAsync() => (await _portal.Get<Core.Pipelines.ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].Infrastructure;

    async Task<string> DriftAsync(string property, JsonNode value)
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        var changed = body.DeepClone().AsObject();
        changed["properties"]![property] = value;
        _portal.Sandbox.Arm.Put(id, changed);
        await CheckAsync("dev");
        return id;
    }

    async Task CheckAsync(string stage) => await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);

    Task<InfrastructureView> ViewAsync() => _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);

    Task<IReadOnlyList<string>> KeepAsync(string digest, Core.People.Person person) =>
        _portal.Get<KeepDrift>().RunAsync(TestPortal.Elt, "dev", digest, "A vendor needs it", person, Soon);

    async Task<IEnumerable<string>> DueAsync() => (await _portal.Get<FindDueChecks>().RunAsync(TestPortal.Elt, Soon)).Select(stage => stage.Name);
}
