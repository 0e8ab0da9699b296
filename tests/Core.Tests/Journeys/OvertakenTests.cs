using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A stage that has moved on is not taken back by what waited meanwhile.</summary>
public sealed class OvertakenTests : JourneyTest
{
    [Fact]
    public async Task A_promotion_whose_stage_received_another_release_is_not_carried_out()
    {
        var first = await Portal.ReleaseInDevAsync();
        await Portal.ApproveAsync(await Portal.RequestAsync("test", first), TestPortal.Marek);
        var errored = await ErroredAsync("test");
        await PushAsync();
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync());
        (await Portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, errored, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        await Portal.ApproveAsync(promotion, TestPortal.Marek);

        var deployment = await Portal.DeployAsync("test");

        deployment.State.ShouldBe(RunState.Cancelled);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Overtaken: test has received another release since (");
        deployment.Steps.ShouldAllBe(step => step.State != RunState.Succeeded);
        (await Portal.PromotionAsync(promotion)).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task What_needs_no_approval_is_planned_anew_when_it_is_run_again()
    {
        await Portal.ReleaseInDevAsync();
        await PushAsync();
        await Portal.FindReleaseAsync();
        var errored = await ErroredAsync("dev");
        var digest = (await Portal.LastDeploymentAsync("dev")).Promotion.PlanDigest;
        var job = Portal.Sandbox.Databricks["dev"].Jobs.ShouldHaveSingleItem();
        await Portal.Get<WorkspaceAccess>().Open(Portal.Pipeline.Get("dev")).Jobs.DeleteAsync(job.Key, Soon);

        await Portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, errored, TestPortal.Helen, Soon);
        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Promotion.PlanDigest.ShouldNotBe(digest);
    }

    async Task<int> ErroredAsync(string stage)
    {
        Portal.Sandbox.Faults.Add(new() { StandIn = stage, Method = "POST", Path = "*import*", Status = 500, Times = null });
        var deployment = await Portal.DeployAsync(stage);
        deployment.State.ShouldBe(RunState.Errored);
        Portal.Sandbox.Faults.Clear();
        return deployment.Number;
    }

    Task<string> PushAsync() =>
        Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = Guid.NewGuid().ToString() }, Soon);
}
