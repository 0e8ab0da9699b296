using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Runs;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Check runs that are ended before they are through.</summary>
public sealed class EndedChecksTests
{
    static readonly SandboxOptions Slow = new() { TaskDuration = TimeSpan.FromMinutes(10) };

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_a_deployment_cancels_its_run_and_the_board_tells_what_the_stage_holds()
    {
        await using var portal = await TestPortal.StartAsync(Slow);
        var release = await portal.FindReleaseAsync();
        var run = portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        for (var look = 0; look < 2000
            && !portal.Sandbox.Requests.All.Any(
                request => request.Path.StartsWith("/api/2.2/jobs/runs/get", StringComparison.Ordinal)); look++)
        {
            run.IsCompleted.ShouldBeFalse();
            await Task.Delay(20, Soon);
        }

        (await portal.Get<CancelDeployment>()
            .RunAsync(
                TestPortal.Elt, (await portal.LastDeploymentAsync("dev")).Number, TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();
        await run;

        var deployment = await portal.LastDeploymentAsync("dev");
        (deployment.State, deployment.Reason).ShouldBe((RunState.Cancelled, "Cancelled by Jonas Lindqvist."));
        deployment.Steps.Single(step => step.Name == "RunChecks").State.ShouldBe(RunState.Cancelled);
        (await portal.Get<ReadStageRuns>().RunAsync(TestPortal.Elt, "dev", Soon)).Runs.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            check => check.State.ShouldBe(RunState.Cancelled),
            check => check.Kind.ShouldBe(RunKind.Check),
            check => check.Deployment.ShouldBe(deployment.Number));
        var held = (await portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].Held.ShouldNotBeNull();
        (held.Release.Number, held.Because).ShouldBe((release, Unproven.ChecksWithoutEnd));
    }

    [Fact]
    public async Task A_run_that_outlives_the_time_of_its_step_is_cancelled_and_the_next_try_begins_another()
    {
        await using var portal = await TestPortal.StartAsync(Slow);
        portal.Settings["Deployments:StepLimit"] = "00:00:20";
        await portal.RestartAsync();
        await portal.FindReleaseAsync();

        var deployment = await portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Errored);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Run checks: No end after");
        var cancelled = portal.Sandbox.Requests.All.Count(request => request.Path == "/api/2.2/jobs/runs/cancel");
        cancelled.ShouldBe(1);
        deployment.Steps.Single(step => step.Name == "RunChecks").Journal["run"].ShouldBeEmpty();
    }
}
