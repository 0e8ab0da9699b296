using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Core.Tests.Provisioning.Looking;

/// <summary>When a stage is looked at again, and what is said until then.</summary>
public sealed class LookTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.StartAsync();
        await _portal.ReleaseInDevAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Other_settings_make_every_stage_due_and_what_was_seen_before_unknown()
    {
        await CheckAsync("dev");
        (await DueAsync()).ShouldNotContain("dev");
        _portal.Settings["Pipelines:elt:Stages:0:KeyVault"] = "kv-quite-other";

        await _portal.RestartAsync();

        (await DueAsync()).ShouldContain("dev");
        var view = await ViewAsync();
        view.Doubt.ShouldBe("the settings have changed since the last look");
        view.Resources.ShouldAllBe(resource => resource.State == ResourceState.Unknown);
        view.Resources.ShouldContain(resource => resource.Name == "kv-quite-other" && resource.Reason == "Not looked at yet.");
        (await _portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].Infrastructure.Doubt.ShouldBe(view.Doubt);
        await CheckAsync("dev");
        (await ViewAsync()).Resources.Single(resource => resource.Name == "kv-quite-other").State.ShouldBe(ResourceState.ToCreate);
    }

    [Fact]
    public async Task What_Azure_is_still_at_is_told_as_such_and_looked_at_again_soon()
    {
        await CheckAsync("dev");
        var digest = (await ViewAsync()).Digest;
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        body["properties"]!["provisioningState"] = (JsonNode)"Creating";
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Method = "GET", Path = id, Status = 200, Times = null, Body = body.ToJsonString() });

        await CheckAsync("dev");

        var view = await ViewAsync();
        view.Digest.ShouldBe(digest);
        view.Resources.Single(resource => resource.Id == id)
            .ShouldSatisfyAllConditions(
                one => one.State.ShouldBe(ResourceState.Working), one => one.Reason.ShouldBe("Azure is still at it."));
        (await DueAsync()).ShouldNotContain("dev");
        var early = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(6);
        await _portal.ReadAsync(db => db.ResourceChecks.ExecuteUpdateAsync(row => row.SetProperty(check => check.CheckedAt, early), Soon));
        await _portal.ReadAsync(
            db => db.Deployments.ExecuteUpdateAsync(row => row.SetProperty(run => run.FinishedAt, early - TimeSpan.FromMinutes(1)), Soon));
        await _portal.ReadAsync(
            db => db.StepRuns.ExecuteUpdateAsync(row => row.SetProperty(step => step.FinishedAt, early - TimeSpan.FromMinutes(1)), Soon));
        (await DueAsync()).ShouldContain("dev");
    }

    [Fact]
    public async Task A_deployment_of_one_stage_makes_those_due_that_may_share_its_resources()
    {
        foreach (var stage in new[] { "dev", "test", "prod" })
        {
            await CheckAsync(stage);
        }

        (await DueAsync()).ShouldBeEmpty();
        await _portal.Sandbox.GitHub.PushAsync(
            ReleasePortal.Sandbox.Entra.Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" },
            Soon);

        await _portal.ReleaseInDevAsync();

        (await DueAsync()).ShouldBe(["dev", "test", "prod"]);
    }

    [Fact]
    public async Task Until_the_look_after_a_deployment_the_resources_are_as_it_left_them()
    {
        var before = await ViewAsync();
        before.Did.ShouldBe(1);
        before.Resources.ShouldAllBe(resource => resource.State == ResourceState.Done || resource.State == ResourceState.InSync);
        before.Plan.Count.ShouldBe(before.Resources.Count);
        var deployment = (await _portal.Get<ReadDeployment>().RunAsync(TestPortal.Elt, 1, Soon))!;
        deployment.Resources.ShouldAllBe(resource => resource.State == ApplyState.Done || resource.State == ApplyState.Unchanged);

        await CheckAsync("dev");

        var after = await ViewAsync();
        after.Did.ShouldBeNull();
        after.Resources.ShouldAllBe(resource => resource.State == ResourceState.InSync);
    }

    [Fact]
    public async Task What_is_deployed_during_a_look_is_looked_at_again()
    {
        SetTls("TLS1_0");
        await CheckAsync("dev");
        var request = await _portal.Get<RequestProvisioning>()
            .RunAsync(TestPortal.Elt, "dev", (await ViewAsync()).Digest!, "A vendor changed it", TestPortal.Jonas, Soon);
        request.ShouldBeOfType<RequestOutcome.Requested>();
        var look = await SlowLookAsync();

        (await _portal.DeployAsync("dev")).State.ShouldBe(RunState.Succeeded);
        (await look).ShouldBeNull();

        (await DueAsync()).ShouldContain("dev");
        (await ViewAsync()).Did.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_look_that_began_earlier_says_nothing_of_what_a_later_one_has_seen()
    {
        SetTls("TLS1_0");
        var look = await SlowLookAsync();
        SetTls("TLS1_2");

        await CheckAsync("dev");
        (await look).ShouldBeNull();

        (await ViewAsync()).Resources.ShouldAllBe(resource => resource.State == ResourceState.InSync);
    }

    /// <returns>A look that has seen the storage account, and waits for an answer about something else.</returns>
    async Task<Task<string?>> SlowLookAsync()
    {
        _portal.Sandbox.Requests.Clear();
        _portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Method = "GET", Path = "*/virtualNetworks/vnet-uksouth-dev*", Times = 1, LatencyMilliseconds = 8000 });
        var look = CheckAsync("dev");
        while (!look.IsCompleted
            && !_portal.Sandbox.Requests.All.Any(request => request.Path.Contains("/storageAccounts/stdlukdev?", StringComparison.Ordinal)))
        {
            await Task.Delay(20, Soon);
        }

        look.IsCompleted.ShouldBeFalse();
        return look;
    }

    void SetTls(string version)
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        body["properties"]!["minimumTlsVersion"] = version;
        _portal.Sandbox.Arm.Put(id, body);
    }

    Task<string?> CheckAsync(string stage) => _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);

    Task<InfrastructureView> ViewAsync() => _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon);

    async Task<IReadOnlyList<string>> DueAsync() =>
        [.. (await _portal.Get<FindDueChecks>().RunAsync(TestPortal.Elt, Soon)).Select(stage => stage.Name)];
}
