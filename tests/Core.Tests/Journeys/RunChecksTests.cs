using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A release that breaks the data goes no further than the stage that it breaks.</summary>
public sealed class RunChecksTests : IAsyncLifetime
{
    const string Notebook = "bundle/src/notebooks/aggregate_orders.py";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_wrong_column_fails_in_dev_with_the_engines_words_and_goes_no_further_until_it_is_repaired()
    {
        var good = _portal.Sandbox.GitHub.ReadFile(Notebook);
        await PushAsync(good.Replace("sum(amount)", "sum(amuont)", StringComparison.Ordinal));
        var broken = await _portal.FindReleaseAsync();

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Run checks: aggregate_orders failed: Binder Error: Referenced column \"amuont\" not found");
        var lane = (await _portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0];
        (lane.Live, lane.Held?.Release.Number, lane.Held?.Because).ShouldBe((null, broken, Unproven.ChecksFailed));
        var view = (await _portal.Get<ReadDeployment>().RunAsync(TestPortal.Elt, deployment.Number, Soon))!;
        view.Held.ShouldNotBeNull().InWords.ShouldBe($"holds {view.Release.Short}, whose checks failed");
        view.Steps.Single(step => step.Name == "RunChecks").Page.ShouldNotBeNull().AbsoluteUri.ShouldStartWith($"{_portal.Sandbox.Uris.Workspaces["dev"]}jobs/");
        var refused = await _portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", broken, "Please", TestPortal.Helen, Soon);
        refused.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldContain("It has not succeeded in dev yet.");

        await PushAsync(good + "\n");
        var repaired = await _portal.ReleaseInTestAsync();
        var toProd = await _portal.RequestAsync("prod", repaired);
        await _portal.ApproveAsync(toProd, TestPortal.Marek);
        await _portal.ApproveAsync(toProd, TestPortal.Amara);

        var prod = await _portal.DeployAsync("prod");
        prod.State.ShouldBe(RunState.Succeeded, prod.Reason);
        prod.Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldBe("0 rows in bronze, 0 in silver, 0 in gold, 0 quarantined");
        (await _portal.LastDeploymentAsync("test")).Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldNotBeNull().ShouldStartWith("360 rows in bronze");
    }

    [Fact]
    public async Task A_release_that_worked_once_is_not_promoted_after_its_checks_failed()
    {
        var release = await _portal.ReleaseInTestAsync();
        var again = await _portal.RequestAsync("test", release);
        await _portal.ApproveAsync(again, TestPortal.Marek);
        _portal.Sandbox.Faults.Add(new() { StandIn = "test", Path = "/api/2.2/jobs/run-now", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"no such task"}""" });

        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Failed);

        var refused = await _portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "prod", release, "Please", TestPortal.Helen, Soon);
        refused.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldContain("Its checks failed in test the last time.");
    }

    [Fact]
    public async Task A_portal_that_was_killed_while_the_job_ran_follows_the_same_run()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/runs/get", Hang = true });
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", killed.Token);
        await UntilAsync(async () => run.IsCompleted || (await _portal.LastDeploymentAsync("dev")).Steps.Single(step => step.Name == "RunChecks").Journal.ContainsKey("run"));
        run.IsCompleted.ShouldBeFalse((await _portal.LastDeploymentAsync("dev")).Reason);
        await killed.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        await _portal.RestartAsync();

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Single(step => step.Name == "RunChecks").Attempt.ShouldBe(2);
        Requests("/api/2.2/jobs/run-now").ShouldBe(1);
    }

    int Requests(string path) => _portal.Sandbox.Requests.All.Count(request => request.StandIn == "dev" && request.Path.StartsWith(path, StringComparison.Ordinal));

    Task<string> PushAsync(string notebook) => _portal.Sandbox.GitHub.PushAsync(
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
