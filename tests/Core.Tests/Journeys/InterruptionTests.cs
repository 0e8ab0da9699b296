using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Portals that die, are upgraded, or are two; deployments that are watched and cancelled.</summary>
public sealed class InterruptionTests : JourneyTest
{
    [Theory]
    [InlineData("POST", "/api/2.0/token/create")]
    [InlineData("PUT", "/api/v3/repos/*/environments/dev/secrets/DBX_TOKEN")]
    [InlineData("POST", "/api/2.2/jobs/create")]
    [InlineData("POST", "/api/2.0/workspace-files/import-file/*")]
    [InlineData("PUT", "*/storageAccounts/*")]
    [InlineData("POST", "/api/v3/repos/*/deployments")]
    public async Task A_portal_that_dies_in_the_middle_goes_on_where_it_was(string method, string path)
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { Method = method, Path = path, Hang = true, When = FaultMoment.After });
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", death.Token);
        await UntilAsync(() => Portal.Sandbox.Faults.Strikes > 0, run);
        await death.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        await Portal.RestartAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        Portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
        Portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();
        Portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem();
        (await Portal.ReadAsync(db => db.AccessTokens.CountAsync(token => token.RetiredAt == null, Soon))).ShouldBe(1);
    }

    [Fact]
    public async Task Two_portals_never_deploy_into_one_stage_at_once()
    {
        await Portal.FindReleaseAsync();
        var leases = Portal.Get<StageLeases>();
        var first = (await leases.TryTakeAsync(TestPortal.Elt, "dev", "first", Soon)).ShouldNotBeNull();

        (await Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon)).ShouldBeFalse();
        await Task.Delay(leases.Duration + TimeSpan.FromMilliseconds(200), Soon);
        (await Portal.DeployAsync("dev")).State.ShouldBe(RunState.Succeeded);

        (await leases.RenewAsync(first, Soon)).ShouldBeFalse();
        await Should.ThrowAsync<LeaseLostException>(() => leases.TransactAsync(first, _ => Task.FromResult(true), Soon));
    }

    [Fact]
    public async Task The_log_appears_while_the_deployment_runs()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.2/jobs/create", LatencyMilliseconds = 1500 });
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(
            () =>
                Portal.Sandbox.Requests.All.Any(request => request.Path.StartsWith("/api/2.0/workspace-files/", StringComparison.Ordinal)),
            run);
        await Task.Delay(400, Soon);

        var lines = await Portal.ReadAsync(db => db.LogLines.CountAsync(Soon));

        run.IsCompleted.ShouldBeFalse();
        lines.ShouldBeGreaterThan(5);
        await run;
        var sequence = await Portal.ReadAsync(
            db => db.LogLines.OrderBy(line => line.Sequence).Select(line => line.Sequence).ToListAsync(Soon));
        sequence.ShouldBe(Enumerable.Range(1, sequence.Count));
    }

    [Fact]
    public async Task Cancelling_stops_after_the_current_step()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 800 });
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => Portal.LastDeploymentAsync("dev").Result.Steps[1].State is RunState.Running, run);

        (await Portal.Get<CancelDeployment>()
            .RunAsync(
                TestPortal.Elt, (await Portal.LastDeploymentAsync("dev")).Number, TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();
        await run;

        var deployment = await Portal.LastDeploymentAsync("dev");
        deployment.State.ShouldBe(RunState.Cancelled);
        deployment.Reason.ShouldBe("Cancelled by Jonas Lindqvist.");
        deployment.Steps.Select(step => step.State)
            .ShouldBe(
                [RunState.Succeeded, RunState.Succeeded, RunState.Skipped, RunState.Skipped, RunState.Skipped, RunState.Skipped, RunState.Succeeded]);
        Portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("inactive");
    }

    [Fact]
    public async Task A_deployment_that_an_older_portal_queued_gets_the_steps_it_lacks()
    {
        await Portal.FindReleaseAsync();
        await Portal.ReadAsync(db => db.StepRuns.Where(step => step.Name == "RunChecks").ExecuteDeleteAsync(Soon));
        await SqlAsync("UPDATE \"StepRuns\" SET \"Name\" = 'StepOfOldTimes' WHERE \"Name\" = 'ReportToGitHub'");

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Where(step => step.State is RunState.Succeeded).Select(step => (step.Ordinal, step.Name)).ShouldBe(
            [(1, "ProvisionResources"), (2, "MintToken"), (3, "StoreToken"), (4, "DeployBundle"), (6, "RetireTokens"), (8, "RunChecks"), (9, "ReportToGitHub")]);
        deployment.Steps.Single(step => step.Name == "StepOfOldTimes").Attempt.ShouldBe(0);
    }

    [Fact]
    public async Task A_deployment_that_cannot_be_resumed_errors_and_leaves_the_stage_to_others()
    {
        await Portal.ReleaseInDevAsync();
        await SqlAsync("UPDATE \"Deployments\" SET \"State\" = 'Running', \"Stage\" = 'gone'");

        (await Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "gone", Soon)).ShouldBeTrue();

        var deployment = await Portal.LastDeploymentAsync("gone");
        deployment.State.ShouldBe(RunState.Errored);
        (await Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "gone", Soon)).ShouldBeFalse();
    }
}
