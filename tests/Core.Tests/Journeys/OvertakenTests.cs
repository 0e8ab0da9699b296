using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A stage that has moved on is not taken back by what waited meanwhile.</summary>
public sealed class OvertakenTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_promotion_whose_stage_received_another_release_is_not_carried_out()
    {
        var first = await _portal.ReleaseInDevAsync();
        await _portal.ApproveAsync(await _portal.RequestAsync("test", first), TestPortal.Marek);
        var errored = await ErroredAsync("test");
        await PushAsync();
        var promotion = await _portal.RequestAsync("test", await _portal.ReleaseInDevAsync());
        (await _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, errored, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        await _portal.ApproveAsync(promotion, TestPortal.Marek);

        var deployment = await _portal.DeployAsync("test");

        deployment.State.ShouldBe(RunState.Cancelled);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Overtaken: test has received another release since (");
        deployment.Steps.ShouldAllBe(step => step.State != RunState.Succeeded);
        (await _portal.PromotionAsync(promotion)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task What_needs_no_approval_is_planned_anew_when_it_is_run_again()
    {
        await _portal.ReleaseInDevAsync();
        await PushAsync();
        await _portal.FindReleaseAsync();
        var errored = await ErroredAsync("dev");
        var digest = (await _portal.LastDeploymentAsync("dev")).Promotion.PlanDigest;
        var job = _portal.Sandbox.Databricks["dev"].Jobs.ShouldHaveSingleItem();
        await _portal.Get<WorkspaceAccess>().Open(_portal.Pipeline.Get("dev")).Jobs.DeleteAsync(job.Key, Soon);

        await _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, errored, TestPortal.Helen, Soon);
        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Promotion.PlanDigest.ShouldNotBe(digest);
    }

    async Task<int> ErroredAsync(string stage)
    {
        _portal.Sandbox.Faults.Add(new() { StandIn = stage, Method = "POST", Path = "*import*", Status = 500, Times = null });
        var deployment = await _portal.DeployAsync(stage);
        deployment.State.ShouldBe(RunState.Errored);
        _portal.Sandbox.Faults.Clear();
        return deployment.Number;
    }

    Task<string> PushAsync() =>
        _portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = Guid.NewGuid().ToString() }, Soon);
}
