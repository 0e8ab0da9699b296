using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What is to prove a release must be in its bundle, and that is known before anybody approves.</summary>
public sealed class PlannedChecksTests : JourneyTest
{
    const string Job = "bundle/resources/elt_demo_pipeline.job.yml";

    [Fact]
    public async Task A_task_that_prod_would_run_and_the_bundle_lacks_is_told_before_anybody_is_asked()
    {
        await SetAsync("Pipelines:elt:CheckTasks:1", "check_qualty");
        var release = await Portal.ReleaseInTestAsync();

        var preview = (await Portal.Get<PreviewPromotion>().RunAsync(TestPortal.Elt, "prod", release, TestPortal.Helen, Soon))!;
        var outcome = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "prod", release, "Please", TestPortal.Helen, Soon);

        const string Fault = "Pipelines:elt:CheckTasks names 'check_qualty', and the bundle's job 'elt_demo_pipeline' has no such task: "
            + "it has aggregate_orders, bootstrap, check_quality, curate_orders, ingest_orders.";
        preview.Faults.ShouldBe([Fault]);
        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe([Fault]);
    }

    [Fact]
    public async Task A_job_that_got_another_name_fails_before_anything_is_carried_out()
    {
        await PushAsync(Job, Portal.Sandbox.GitHub.ReadFile(Job).Replace("elt_demo_pipeline:", "elt_pipeline:", StringComparison.Ordinal));
        await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        (deployment.State, deployment.Reason).ShouldBe(
            (RunState.Failed,
                "Pipelines:elt:Job names 'elt_demo_pipeline', and the bundle has no such job for the target 'dev': it has elt_pipeline."));
        Portal.Sandbox.Requests.All.ShouldNotContain(request => request.StandIn == "dev" && request.Path == "/api/2.2/jobs/create");
    }

    [Fact]
    public async Task Several_jobs_and_no_word_which_of_them_counts_is_no_reason_to_check_nothing()
    {
        await SetAsync("Pipelines:elt:Job", null);
        await PushAsync("bundle/resources/second.job.yml", "resources:\n  jobs:\n    second:\n      name: Second\n");
        await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        (deployment.State, deployment.Reason).ShouldBe(
            (RunState.Failed,
                "The bundle has several jobs (elt_demo_pipeline, second), and Pipelines:elt:Job does not say which of them proves a release."));
    }

    [Fact]
    public async Task A_stage_that_asks_for_no_proof_takes_a_bundle_without_the_job()
    {
        await SetAsync("Pipelines:elt:Job", "nightly");
        await SetAsync("Pipelines:elt:Stages:0:Checks", "None");
        await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Steps.Single(step => step.Name == "RunChecks").Outcome.ShouldBe("Switched off for dev");
    }

    [Fact]
    public async Task A_promotion_is_not_carried_out_once_the_checks_failed_in_the_stage_before_it()
    {
        var release = await Portal.ReleaseInDevAsync();
        var promotion = await Portal.RequestAsync("test", release);
        await Portal.RequestAsync("dev", release);
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "dev", Path = "/api/2.2/jobs/run-now", Status = 400, Body = """{"error_code":"INVALID_PARAMETER_VALUE","message":"no such task"}""" });
        (await Portal.DeployAsync("dev")).State.ShouldBe(RunState.Failed);

        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        var deployment = await Portal.DeployAsync("test");

        (deployment.State, deployment.Reason).ShouldBe(
            (RunState.Cancelled, "Its checks failed in dev after it was requested. Nothing was carried out."));
        (await Portal.LiveAsync("test")).ShouldBeNull();
    }

    Task SetAsync(string key, string? value)
    {
        Portal.Settings[key] = value;
        return Portal.RestartAsync();
    }
}
