using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Services that are down, slow or refuse for a moment.</summary>
public sealed class FaultTests : JourneyTest
{
    [Theory]
    [InlineData("github", "/api/v3/repos/*/environments/dev/secrets/DBX_TOKEN")]
    [InlineData("dev", "/api/2.0/workspace/mkdirs")]
    [InlineData("arm", "*/storageAccounts/*")]
    public async Task A_service_that_asks_to_wait_is_asked_again(string standIn, string path)
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = standIn, Path = path, Status = 429, RetryAfterSeconds = 1, Times = 1 });

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        Portal.Sandbox.Requests.All.ShouldContain(request => request.Status == 429);
    }

    [Fact]
    public async Task A_service_that_is_down_errors_the_deployment_which_can_be_run_again_from_that_step()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/create", Status = 500, Times = null });
        var deployment = await Portal.DeployAsync("dev");
        deployment.State.ShouldBe(RunState.Errored);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Deploy bundle:");
        Portal.Sandbox.Faults.Clear();

        (await Portal.Get<RunDeploymentAgain>()
            .RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        var again = await Portal.DeployAsync("dev");

        again.Number.ShouldBe(deployment.Number);
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        again.Steps.Select(step => step.Attempt).ShouldBe([1, 1, 1, 2, 1, 1, 2]);
        Portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_log_that_the_database_refuses_for_a_moment_is_kept_in_the_end()
    {
        await Portal.FindReleaseAsync();
        await SqlAsync("CREATE TRIGGER refuse BEFORE INSERT ON \"LogLines\" BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        Portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 1000 });
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => Portal.Sandbox.Requests.All.Any(request => request.Path == "/api/2.0/preview/scim/v2/Me"), run);
        await SqlAsync("DROP TRIGGER refuse");
        await run;

        var deployment = await Portal.LastDeploymentAsync("dev");
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        var lines = await Portal.Get<ReadLog>().RunAsync(TestPortal.Elt, deployment.Number, 0, Soon);
        lines[0].Text.ShouldBe("Provision resources: started");
        lines.Select(line => line.Number).ShouldBe(Enumerable.Range(1, lines.Count));
    }

    [Fact]
    public async Task A_report_that_GitHub_does_not_take_leaves_the_deployment_a_success()
    {
        var release = await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "github", Method = "POST", Path = "/api/v3/repos/*/deployments", Status = 500, Times = null });

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps[^1].State.ShouldBe(RunState.Errored);
        (await Portal.LiveAsync("dev")).ShouldBe(deployment.Release.Commit.Value);
        await Portal.RequestAsync("test", release);
    }

    [Fact]
    public async Task A_release_is_live_once_its_checks_passed_though_what_follows_errors()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.0/token/list", Status = 500, Times = null });

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Errored);
        (await Portal.LiveAsync("dev")).ShouldBe(deployment.Release.Commit.Value);
        Portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("error");
        (await Portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].ReadyFor.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_cannot_be_proven_stands_in_the_ledger_all_the_same()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 800 });
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => Portal.LastDeploymentAsync("dev").Result.Steps[1].State is RunState.Running, run);
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.0/preview/scim/v2/Me", Status = 403, Times = null });
        await run;

        (await Portal.LastDeploymentAsync("dev")).State.ShouldBe(RunState.Errored);
        var token = (await Portal.ReadAsync(db => db.AccessTokens.ToListAsync(Soon))).ShouldHaveSingleItem();
        (token.ProvenAt, token.StoredAt, token.RetiredAt).ShouldBe((null, null, null));
        Portal.Sandbox.Databricks["dev"].Tokens.Select(item => item.Id).ShouldBe([token.TokenId]);
    }
}
