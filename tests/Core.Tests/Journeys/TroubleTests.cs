using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Broken releases, services that do not answer, portals that die.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    TestPortal _portal = null!;
    string? _named;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_broken_bundle_fails_with_the_reason_and_the_stage_keeps_its_release()
    {
        await _portal.ReleaseInDevAsync();
        var live = await _portal.LiveAsync("dev");
        var tokens = _portal.Sandbox.Databricks["dev"].Tokens.Count;
        await PushAsync("bundle/databricks.yml", "bundle:\n  name: [broken\n");

        await _portal.FindReleaseAsync();
        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldContain("databricks.yml");
        (await _portal.LiveAsync("dev")).ShouldBe(live);
        _portal.Sandbox.Databricks["dev"].Tokens.Count.ShouldBe(tokens);
        (await _portal.Get<ReadLog>().RunAsync(TestPortal.Elt, deployment.Number, 0, Soon)).ShouldContain(line => line.Text == deployment.Reason);
        _portal.Sandbox.GitHub.Deployments.Single(item => item.Sha == deployment.Release.Commit.Value).Statuses[^1].State.ShouldBe("failure");
    }

    [Fact]
    public async Task A_job_that_Databricks_refuses_fails_the_deployment_and_GitHub_hears_of_it()
    {
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/create", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"The cluster is too small"}""" });

        await _portal.FindReleaseAsync();
        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Failed);
        deployment.Reason.ShouldNotBeNull().ShouldContain("The cluster is too small");
        deployment.Steps.Select(step => (step.Name, step.State)).ShouldBe(
        [
            ("ProvisionResources", RunState.Succeeded), ("MintToken", RunState.Succeeded), ("StoreToken", RunState.Succeeded),
            ("DeployBundle", RunState.Failed), ("RunChecks", RunState.Skipped), ("RetireTokens", RunState.Skipped), ("ReportToGitHub", RunState.Succeeded),
        ]);
        (await _portal.LiveAsync("dev")).ShouldBeNull();
        _portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("failure");
    }

    [Theory]
    [InlineData("github", "/api/v3/repos/*/environments/dev/secrets/DBX_TOKEN")]
    [InlineData("dev", "/api/2.0/workspace/mkdirs")]
    [InlineData("arm", "*/storageAccounts/*")]
    public async Task A_service_that_asks_to_wait_is_asked_again(string standIn, string path)
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = standIn, Path = path, Status = 429, RetryAfterSeconds = 1, Times = 1 });

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        _portal.Sandbox.Requests.All.ShouldContain(request => request.Status == 429);
    }

    [Fact]
    public async Task A_service_that_is_down_errors_the_deployment_which_can_be_run_again_from_that_step()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/create", Status = 500, Times = null });
        var deployment = await _portal.DeployAsync("dev");
        deployment.State.ShouldBe(RunState.Errored);
        deployment.Reason.ShouldNotBeNull().ShouldStartWith("Deploy bundle:");
        _portal.Sandbox.Faults.Clear();

        (await _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        var again = await _portal.DeployAsync("dev");

        again.Number.ShouldBe(deployment.Number);
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        again.Steps.Select(step => step.Attempt).ShouldBe([1, 1, 1, 2, 1, 1, 2]);
        _portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_deployment_cannot_be_run_again()
    {
        await PushAsync("bundle/databricks.yml", "bundle:\n  name: [broken\n");
        await _portal.FindReleaseAsync();
        var deployment = await _portal.DeployAsync("dev");

        var outcome = await _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, deployment.Number, TestPortal.Helen, Soon);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(["It failed: the release or the plan is wrong, so running it again gives the same."]);
    }

    [Fact]
    public async Task A_plan_that_changed_after_approval_is_not_carried_out()
    {
        var promotion = await _portal.RequestAsync("test", await _portal.ReleaseInDevAsync(), TestPortal.Helen);
        var seen = await _portal.PromotionAsync(promotion);
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        await CreateResourceGroupByHandAsync("test");

        var deployment = await _portal.DeployAsync("test");

        deployment.State.ShouldBe(RunState.Cancelled);
        _portal.Sandbox.Databricks["test"].Jobs.ShouldBeEmpty();
        var now = await _portal.PromotionAsync(promotion);
        now.Decision.ShouldBe(DecisionState.AwaitingApproval);
        now.PlanDigest.ShouldNotBe(seen.PlanDigest);
        now.Counting.ShouldBeEmpty();

        (await _portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Approvals_of_a_plan_that_came_back_are_given_anew()
    {
        var promotion = await _portal.RequestAsync("test", await _portal.ReleaseInTestAsync(), TestPortal.Helen);
        var first = (await _portal.PromotionAsync(promotion)).PlanDigest;
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        await NameJobByHandAsync("test", "Somebody's job");
        await _portal.DeployAsync("test");
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        await NameJobByHandAsync("test", null);

        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Cancelled);

        var back = await _portal.PromotionAsync(promotion);
        (back.PlanDigest, back.Decision, back.DecidedByName).ShouldBe((first, DecisionState.AwaitingApproval, null));
        back.Counting.ShouldBeEmpty();
        (await _portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);
    }

    [Theory]
    [InlineData("POST", "/api/2.0/token/create")]
    [InlineData("PUT", "/api/v3/repos/*/environments/dev/secrets/DBX_TOKEN")]
    [InlineData("POST", "/api/2.2/jobs/create")]
    [InlineData("POST", "/api/2.0/workspace-files/import-file/*")]
    [InlineData("PUT", "*/storageAccounts/*")]
    [InlineData("POST", "/api/v3/repos/*/deployments")]
    public async Task A_portal_that_dies_in_the_middle_goes_on_where_it_was(string method, string path)
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { Method = method, Path = path, Hang = true, When = FaultMoment.After });
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", death.Token);
        await UntilAsync(() => _portal.Sandbox.Faults.Strikes > 0, run);
        await death.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        await _portal.RestartAsync();

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        _portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
        _portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();
        _portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem();
        (await _portal.ReadAsync(db => db.AccessTokens.CountAsync(token => token.RetiredAt == null, Soon))).ShouldBe(1);
    }

    [Fact]
    public async Task Two_portals_never_deploy_into_one_stage_at_once()
    {
        await _portal.FindReleaseAsync();
        var leases = _portal.Get<StageLeases>();
        var first = (await leases.TryTakeAsync(TestPortal.Elt, "dev", "first", Soon)).ShouldNotBeNull();

        (await _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon)).ShouldBeFalse();
        await Task.Delay(leases.Duration + TimeSpan.FromMilliseconds(200), Soon);
        (await _portal.DeployAsync("dev")).State.ShouldBe(RunState.Succeeded);

        (await leases.RenewAsync(first, Soon)).ShouldBeFalse();
        await Should.ThrowAsync<LeaseLostException>(() => leases.TransactAsync(first, _ => Task.FromResult(true), Soon));
    }

    [Fact]
    public async Task The_log_appears_while_the_deployment_runs()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.2/jobs/create", LatencyMilliseconds = 1500 });
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => _portal.Sandbox.Requests.All.Any(request => request.Path.StartsWith("/api/2.0/workspace-files/", StringComparison.Ordinal)), run);
        await Task.Delay(400, Soon);

        var lines = await _portal.ReadAsync(db => db.LogLines.CountAsync(Soon));

        run.IsCompleted.ShouldBeFalse();
        lines.ShouldBeGreaterThan(5);
        await run;
        var sequence = await _portal.ReadAsync(db => db.LogLines.OrderBy(line => line.Sequence).Select(line => line.Sequence).ToListAsync(Soon));
        sequence.ShouldBe(Enumerable.Range(1, sequence.Count));
    }

    [Fact]
    public async Task Cancelling_stops_after_the_current_step()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 800 });
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => _portal.LastDeploymentAsync("dev").Result.Steps[1].State is RunState.Running, run);

        (await _portal.Get<CancelDeployment>().RunAsync(TestPortal.Elt, (await _portal.LastDeploymentAsync("dev")).Number, TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();
        await run;

        var deployment = await _portal.LastDeploymentAsync("dev");
        deployment.State.ShouldBe(RunState.Cancelled);
        deployment.Reason.ShouldBe("Cancelled by Jonas Lindqvist.");
        deployment.Steps.Select(step => step.State).ShouldBe([RunState.Succeeded, RunState.Succeeded, RunState.Skipped, RunState.Skipped, RunState.Skipped, RunState.Skipped, RunState.Succeeded]);
        _portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("inactive");
    }

    [Fact]
    public async Task A_log_that_the_database_refuses_for_a_moment_is_kept_in_the_end()
    {
        await _portal.FindReleaseAsync();
        await SqlAsync("CREATE TRIGGER refuse BEFORE INSERT ON \"LogLines\" BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        _portal.Sandbox.Faults.Add(new() { Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 1000 });
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => _portal.Sandbox.Requests.All.Any(request => request.Path == "/api/2.0/preview/scim/v2/Me"), run);
        await SqlAsync("DROP TRIGGER refuse");
        await run;

        var deployment = await _portal.LastDeploymentAsync("dev");
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        var lines = await _portal.Get<ReadLog>().RunAsync(TestPortal.Elt, deployment.Number, 0, Soon);
        lines[0].Text.ShouldBe("Provision resources: started");
        lines.Select(line => line.Number).ShouldBe(Enumerable.Range(1, lines.Count));
    }

    [Fact]
    public async Task A_deployment_that_an_older_portal_queued_gets_the_steps_it_lacks()
    {
        await _portal.FindReleaseAsync();
        await _portal.ReadAsync(db => db.StepRuns.Where(step => step.Name == "RunChecks").ExecuteDeleteAsync(Soon));
        await SqlAsync("UPDATE \"StepRuns\" SET \"Name\" = 'StepOfOldTimes' WHERE \"Name\" = 'ReportToGitHub'");

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Where(step => step.State is RunState.Succeeded).Select(step => (step.Ordinal, step.Name)).ShouldBe(
            [(1, "ProvisionResources"), (2, "MintToken"), (3, "StoreToken"), (4, "DeployBundle"), (6, "RetireTokens"), (8, "RunChecks"), (9, "ReportToGitHub")]);
        deployment.Steps.Single(step => step.Name == "StepOfOldTimes").Attempt.ShouldBe(0);
    }

    [Fact]
    public async Task A_deployment_that_cannot_be_resumed_errors_and_leaves_the_stage_to_others()
    {
        await _portal.ReleaseInDevAsync();
        await SqlAsync("UPDATE \"Deployments\" SET \"State\" = 'Running', \"Stage\" = 'gone'");

        (await _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "gone", Soon)).ShouldBeTrue();

        var deployment = await _portal.LastDeploymentAsync("gone");
        deployment.State.ShouldBe(RunState.Errored);
        (await _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "gone", Soon)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_that_GitHub_does_not_take_leaves_the_deployment_a_success()
    {
        var release = await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "github", Method = "POST", Path = "/api/v3/repos/*/deployments", Status = 500, Times = null });

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps[^1].State.ShouldBe(RunState.Errored);
        (await _portal.LiveAsync("dev")).ShouldBe(deployment.Release.Commit.Value);
        await _portal.RequestAsync("test", release);
    }

    [Fact]
    public async Task A_release_is_live_once_its_checks_passed_though_what_follows_errors()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.0/token/list", Status = 500, Times = null });

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Errored);
        (await _portal.LiveAsync("dev")).ShouldBe(deployment.Release.Commit.Value);
        _portal.Sandbox.GitHub.Deployments.ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("error");
        (await _portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0].ReadyFor.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_cannot_be_proven_stands_in_the_ledger_all_the_same()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Method = "POST", Path = "/api/2.0/token/create", LatencyMilliseconds = 800 });
        var run = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", Soon);
        await UntilAsync(() => _portal.LastDeploymentAsync("dev").Result.Steps[1].State is RunState.Running, run);
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.0/preview/scim/v2/Me", Status = 403, Times = null });
        await run;

        (await _portal.LastDeploymentAsync("dev")).State.ShouldBe(RunState.Errored);
        var token = (await _portal.ReadAsync(db => db.AccessTokens.ToListAsync(Soon))).ShouldHaveSingleItem();
        (token.ProvenAt, token.StoredAt, token.RetiredAt).ShouldBe((null, null, null));
        _portal.Sandbox.Databricks["dev"].Tokens.Select(item => item.Id).ShouldBe([token.TokenId]);
    }

    Task<string> PushAsync(string path, string text) =>
        _portal.Sandbox.GitHub.PushAsync(Everybody.Tom, $"Change {path}", new Dictionary<string, string?> { [path] = text }, Soon);

    /// <summary>What the plan wants to create is suddenly there, made by somebody else.</summary>
    async Task CreateResourceGroupByHandAsync(string stage)
    {
        var resources = (await _portal.Get<MakePlan>().RunAsync(_portal.Pipeline, _portal.Pipeline.Get(stage), (await _portal.LastDeploymentAsync("dev")).Release, null, Soon))
            .ShouldBeOfType<PlanOutcome.Made>().Plan.Resources;
        var account = resources.Resources.First(resource => resource.Kind == "Storage account");
        account.Action.ShouldBe(ResourceAction.Create);
        await _portal.Get<Provisioner>().ApplyAsync(
            _portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get(stage)), resources, new((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask), Soon);
    }

    Task<int> SqlAsync(string sql) => _portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Soon));

    /// <param name="name">Null for the name it had before.</param>
    async Task NameJobByHandAsync(string stage, string? name)
    {
        var (id, job) = _portal.Sandbox.Databricks[stage].Jobs.ShouldHaveSingleItem();
        _named ??= job["settings"]!["name"]!.GetValue<string>();
        var settings = job["settings"]!.DeepClone().AsObject();
        settings["name"] = name ?? _named;
        await _portal.Get<WorkspaceAccess>().Open(_portal.Pipeline.Get(stage)).Jobs.ResetAsync(id, settings, Soon);
    }

    static async Task UntilAsync(Func<bool> condition, Task run)
    {
        for (var look = 0; look < 1000 && !condition(); look++)
        {
            if (run.IsCompleted)
            {
                await run;
                throw new InvalidOperationException("The deployment ended before the moment that was waited for.");
            }

            await Task.Delay(20, Soon);
        }

        condition().ShouldBeTrue("the moment never came");
    }
}
