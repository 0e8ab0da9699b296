using ReleasePortal.Core.Deployments;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Releases that cannot be deployed.</summary>
public sealed class BrokenReleaseTests : JourneyTest
{
    [Fact]
    public async Task A_broken_bundle_fails_with_the_reason_and_the_stage_keeps_its_release()
    {
        await Portal.ReleaseInDevAsync();
        var live = await Portal.LiveAsync("dev");
        var tokens = Portal.Sandbox.Databricks["dev"].Tokens.Count;
        await PushAsync("bundle/databricks.yml", "bundle:\n  name: [broken\n");

        await Portal.FindReleaseAsync();
        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldContain("databricks.yml");
        (await Portal.LiveAsync("dev")).ShouldBe(live);
        Portal.Sandbox.Databricks["dev"].Tokens.Count.ShouldBe(tokens);
        (await Portal.Get<ReadLog>().RunAsync(TestPortal.Elt, deployment.Number, 0, Soon)).ShouldContain(
            line => line.Text == deployment.Reason);
        Portal.Sandbox.GitHub.Deployments.Single(item => item.Sha == deployment.Release.Commit.Value).Statuses[^1].State
            .ShouldBe("failure");
    }

    [Fact]
    public async Task A_job_that_Databricks_refuses_fails_the_deployment_and_GitHub_hears_of_it()
    {
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "dev", Path = "/api/2.2/jobs/create", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"The cluster is too small"}""" });

        await Portal.FindReleaseAsync();
        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldContain("The cluster is too small");
        deployment.Steps.Select(step => (step.Name, step.State)).ShouldBe([
            ("ProvisionResources", RunState.Succeeded), ("MintToken", RunState.Succeeded), ("StoreToken", RunState.Succeeded),
            ("DeployBundle", RunState.Failed), ("RunChecks", RunState.Skipped), ("RetireTokens", RunState.Skipped),
            ("ReportToGitHub", RunState.Succeeded),
        ]);
        (await Portal.LiveAsync("dev")).ShouldBeNull();
        Portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("failure");
    }

    [Fact]
    public async Task A_failed_deployment_cannot_be_run_again()
    {
        await PushAsync("bundle/databricks.yml", "bundle:\n  name: [broken\n");
        await Portal.FindReleaseAsync();
        var deployment = await Portal.DeployAsync("dev");

        var outcome = await Portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Helen, Soon);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(
            ["It failed: the release or the plan is wrong, so running it again gives the same."]);
    }
}
