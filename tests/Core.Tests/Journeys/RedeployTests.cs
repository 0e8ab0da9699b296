using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A release that did not make it into the first stage is no dead end.</summary>
public sealed class RedeployTests : JourneyTest
{
    [Fact]
    public async Task A_release_that_was_cancelled_on_its_way_into_dev_is_requested_again_and_needs_no_approval()
    {
        var release = await CancelledAsync();
        (await NextAsync()).ShouldBe(new NextStep.Promote("dev"));

        var promotion = await Portal.RequestAsync("dev", release, TestPortal.Helen);
        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        (deployment.Promotion.Number, deployment.Promotion.Decision, deployment.Promotion.RequesterName).ShouldBe(
            (promotion, DecisionState.Approved, "Helen Brandt"));
        (await NextAsync()).ShouldBe(new NextStep.Promote("test"));
    }

    [Fact]
    public async Task What_nobody_approves_is_carried_out_though_the_plan_changed()
    {
        await Portal.ReleaseInDevAsync();
        await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" }, Soon);
        await Portal.RequestAsync("dev", await CancelledAsync());
        var job = Portal.Sandbox.Databricks["dev"].Jobs.ShouldHaveSingleItem().Key;
        await Portal.Get<WorkspaceAccess>().Open(Portal.Pipeline.Get("dev")).Jobs.DeleteAsync(job, Soon);

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Promotion.Decision.ShouldBe(DecisionState.Approved);
    }

    [Fact]
    public async Task A_release_that_dev_is_about_to_take_cannot_be_requested_for_it()
    {
        await Portal.ReleaseInDevAsync();
        await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Half an idea [ci fail]", new Dictionary<string, string?> { ["bundle/docs/idea.md"] = "half" }, Soon);

        var outcome = await Portal.Get<RequestPromotion>()
            .RunAsync(TestPortal.Elt, "dev", await Portal.FindReleaseAsync(), null, TestPortal.Helen, Soon);

        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(
            ["dev takes releases by itself.", "Its checks on GitHub failed."]);
    }

    async Task<int> CancelledAsync()
    {
        var release = await Portal.FindReleaseAsync();
        var deployment = await Portal.LastDeploymentAsync("dev");
        (await Portal.Get<CancelDeployment>()
            .RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();
        return release;
    }

    async Task<NextStep> NextAsync() => (await Portal.Get<ReadReleases>().RunAsync(TestPortal.Elt, null, 1, Soon))[0].Next;
}
