using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A release that breaks the data goes no further than the stage that it breaks.</summary>
public sealed class RunChecksTests : JourneyTest
{
    const string Notebook = "bundle/src/notebooks/aggregate_orders.py";

    [Fact]
    public async Task A_wrong_column_fails_in_dev_with_the_engines_words_and_goes_no_further_until_it_is_repaired()
    {
        var good = Portal.Sandbox.GitHub.ReadFile(Notebook);
        await PushAsync(good.Replace("sum(amount)", "sum(amuont)", StringComparison.Ordinal));
        var broken = await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull()
            .ShouldStartWith(
                "Run checks: aggregate_orders failed: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `amuont` cannot be resolved");
        var lane = (await Portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0];
        (lane.Live, lane.Held?.Release.Number, lane.Held?.Because).ShouldBe((null, broken, Unproven.ChecksFailed));
        var view = (await Portal.Get<ReadDeployment>().RunAsync(TestPortal.Elt, deployment.Number, Soon))!;
        view.Held.ShouldNotBeNull().InWords.ShouldBe($"holds {view.Release.Short}, whose checks failed");
        view.Steps.Single(step => step.Name == "RunChecks").Page
            .ShouldNotBeNull().AbsoluteUri
            .ShouldStartWith($"{Portal.Sandbox.Uris.Workspaces["dev"]}jobs/");
        var refused = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", broken, "Please", TestPortal.Helen, Soon);
        refused.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldContain("It has not succeeded in dev yet.");

        await PushAsync(good + "\n");
        var repaired = await Portal.ReleaseInTestAsync();
        var toProd = await Portal.RequestAsync("prod", repaired);
        await Portal.ApproveAsync(toProd, TestPortal.Marek);
        await Portal.ApproveAsync(toProd, TestPortal.Amara);

        var prod = await Portal.DeployAsync("prod");
        prod.State.ShouldBe(RunState.Succeeded, prod.Reason);
        prod.Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldBe("0 rows in bronze, 0 in silver, 0 in gold, 0 quarantined");
        (await Portal.LastDeploymentAsync("test")).Steps.Single(step => step.Name == "RunChecks").Outcome
            .ShouldNotBeNull()
            .ShouldStartWith("360 rows in bronze");
    }

    [Fact]
    public async Task A_release_that_worked_once_is_not_promoted_after_its_checks_failed()
    {
        var release = await Portal.ReleaseInTestAsync();
        var again = await Portal.RequestAsync("test", release);
        await Portal.ApproveAsync(again, TestPortal.Marek);
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "test", Path = "/api/2.2/jobs/run-now", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"no such task"}""" });

        (await Portal.DeployAsync("test")).State.ShouldBe(RunState.Failed);

        var refused = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "prod", release, "Please", TestPortal.Helen, Soon);
        refused.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldContain("Its checks failed in test the last time.");
    }

    [Fact]
    public async Task A_portal_that_was_killed_while_the_job_ran_follows_the_same_run()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/runs/get", Hang = true });
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var run = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", killed.Token);
        await UntilAsync(
            async () => run.IsCompleted
                || (await Portal.LastDeploymentAsync("dev")).Steps.Single(step => step.Name == "RunChecks").Journal.ContainsKey("run"));
        run.IsCompleted.ShouldBeFalse((await Portal.LastDeploymentAsync("dev")).Reason);
        await killed.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        await Portal.RestartAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Single(step => step.Name == "RunChecks").Attempt.ShouldBe(2);
        Requests("/api/2.2/jobs/run-now").ShouldBe(1);
    }

    int Requests(string path) =>
        Portal.Sandbox.Requests.All.Count(request => request.StandIn == "dev" && request.Path.StartsWith(path, StringComparison.Ordinal));

    Task<string> PushAsync(string notebook) => Portal.Sandbox.GitHub.PushAsync(
        Everybody.Tom, "Add up the amounts", new Dictionary<string, string?> { [Notebook] = notebook }, Soon);

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var look = 0; look < 1000 && !await condition(); look++)
        {
            await Task.Delay(20, Soon);
        }

        (await condition()).ShouldBeTrue("the moment never came");
    }
}
