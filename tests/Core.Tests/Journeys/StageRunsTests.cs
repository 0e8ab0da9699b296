using System.Net.Http.Json;
using ReleasePortal.Core.Runs;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What a stage's page tells of its job.</summary>
public sealed class StageRunsTests : JourneyTest
{
    [Fact]
    public async Task The_last_check_is_told_however_many_runs_came_after_it()
    {
        await Portal.ReleaseInTestAsync();
        var deployment = await Portal.LastDeploymentAsync("test");
        using var http = new HttpClient { BaseAddress = Portal.Sandbox.Uris.Workspaces["test"] };

        for (var day = 1; day <= StageRunsView.Shown; day++)
        {
            (await http.PostAsJsonAsync("_sandbox/clock", new { forward = "1.00:00:00" }, Soon)).EnsureSuccessStatusCode();
        }

        var view = await RunsAsync("test");
        view.Runs.Count.ShouldBe(StageRunsView.Shown);
        view.Runs.ShouldAllBe(run => run.Kind == RunKind.Scheduled);
        ($"{view.LastCheck.ShouldNotBeNull().Id}", view.LastCheck.Deployment).ShouldBe(
            (deployment.Steps.Single(step => step.Name == "RunChecks").Journal["run"], deployment.Number));
    }

    [Fact]
    public async Task Nobody_starts_a_run_while_a_deployment_exchanges_what_it_runs()
    {
        await Portal.ReleaseInDevAsync();
        await SqlAsync("UPDATE Deployments SET State = 'Running'");

        var outcome = await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", TestPortal.Jonas, Soon);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(
            ["A deployment into dev exchanges what the job runs (number 1); wait until it is over."]);
        (await RunsAsync("dev")).Runs.ShouldHaveSingleItem();
    }

    Task<StageRunsView> RunsAsync(string stage) => Portal.Get<ReadStageRuns>().RunAsync(TestPortal.Elt, stage, Soon);
}
