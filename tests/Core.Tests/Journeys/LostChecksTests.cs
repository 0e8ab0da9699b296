using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Runs;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Runs and jobs that Databricks no longer has, or does not tell of: no fault of the release.</summary>
public sealed class LostChecksTests : JourneyTest
{
    const string Gone = """{"error_code":"INVALID_PARAMETER_VALUE","message":"Run 7 does not exist."}""";

    [Fact]
    public async Task A_run_that_somebody_deleted_says_nothing_about_the_release_and_the_next_try_begins_another()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/runs/get", Skip = 1, Status = 400, Body = Gone });

        var deployment = await Portal.DeployAsync("dev");

        (deployment.State, deployment.Reason).ShouldBe(
            (RunState.Errored, "Run checks: The run is gone from databricks-uksouth-dev: somebody deleted it."));
        var again = await AgainAsync(deployment);
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        Requests("/api/2.2/jobs/run-now").ShouldBe(2);
        (await RunsAsync()).Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_that_somebody_deleted_is_brought_back_when_the_deployment_is_run_again()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "dev", Path = "/api/2.2/jobs/run-now", Status = 404, Body = """{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"Job 5 does not exist."}""" });
        var deployment = await Portal.DeployAsync("dev");
        (deployment.State, deployment.Reason).ShouldSatisfyAllConditions(
            end => end.State.ShouldBe(RunState.Errored),
            end => end.Reason.ShouldNotBeNull()
                .ShouldStartWith("Run checks: The job is gone from databricks-uksouth-dev; running the deployment again brings it back."));
        await DeleteJobAsync();

        var again = await AgainAsync(deployment);

        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        again.Steps.Single(step => step.Name == "DeployBundle").Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_stage_whose_job_is_gone_says_so_and_no_run_can_be_started()
    {
        await Portal.ReleaseInDevAsync();
        await DeleteJobAsync();

        var view = await RunsAsync();

        (view.Job, view.WithoutJob).ShouldBe(
            (null,
                "The job that the last deployment brought is gone from databricks-uksouth-dev. Deploying the release again brings it back."));
        (await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Refused>().Objections
            .ShouldHaveSingleItem()
            .ShouldContain("does not exist");
    }

    [Theory]
    [InlineData(400, "INVALID_PARAMETER_VALUE")]
    [InlineData(403, "PERMISSION_DENIED")]
    public async Task A_run_that_succeeded_has_succeeded_even_if_its_rows_cannot_be_read(int status, string code)
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "dev", Path = "/api/2.2/jobs/runs/get-output", Status = status, Body = $$"""{"error_code":"{{code}}","message":"The output is not to be had."}""" });

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldBe("The run succeeded");
    }

    [Fact]
    public async Task The_page_of_a_stage_does_without_rows_that_are_not_kept()
    {
        await Portal.ReleaseInDevAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/runs/get-output", Status = 400, Body = Gone });

        var view = await RunsAsync();

        view.Counts.ShouldBeNull();
        view.Runs.ShouldHaveSingleItem().State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_portal_with_a_new_database_does_not_take_an_old_run_for_its_own()
    {
        await Portal.ReleaseInDevAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Portal.ReadAsync(async db => await db.Database.EnsureDeletedAsync(Soon));
        await Portal.RestartAsync();
        await Portal.Get<PrepareDatabase>().RunAsync(Soon);

        await Portal.ReleaseInDevAsync();

        (await RunsAsync()).Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_an_engine_says_at_length_is_told_up_to_where_people_stop_reading()
    {
        const string Notebook = "bundle/src/notebooks/aggregate_orders.py";
        await Portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Fail at length", new Dictionary<string, string?>
        {
            [Notebook] = $"# Databricks notebook source\n# MAGIC %sql\n# MAGIC SELECT raise_error('{new string('x', 9000)}')\n",
        }, Soon);
        await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldEndWith("… (all of it stands in the run)");
        deployment.Reason.Length.ShouldBeLessThan(2100);
    }

    async Task<Deployment> AgainAsync(Deployment deployment)
    {
        (await Portal.Get<RunDeploymentAgain>()
            .RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        return await Portal.DeployAsync("dev");
    }

    async Task DeleteJobAsync()
    {
        var workspace = Portal.Get<WorkspaceAccess>().Open(Portal.Pipeline.Get("dev"));
        await workspace.Jobs.DeleteAsync((await workspace.Jobs.ListAsync("ELT Demo Pipeline", Soon)).ShouldHaveSingleItem().JobId, Soon);
    }

    Task<StageRunsView> RunsAsync() => Portal.Get<ReadStageRuns>().RunAsync(TestPortal.Elt, "dev", Soon);

    int Requests(string path) =>
        Portal.Sandbox.Requests.All.Count(request => request.StandIn == "dev" && request.Path.StartsWith(path, StringComparison.Ordinal));
}
