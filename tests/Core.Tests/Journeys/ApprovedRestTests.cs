using ReleasePortal.Core.Deployments;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Two people approved a plan of which a service let only a part be carried out: the rest needs no new approval.</summary>
public sealed class ApprovedRestTests : JourneyTest
{
    [Fact]
    public async Task A_job_that_refers_to_a_pipeline_made_by_the_first_try_is_made_by_the_second()
    {
        var deployment = await ErroredInTestAsync("/api/2.2/jobs/create", storage: "old");

        await ShouldFinishAsync(deployment);
    }

    [Fact]
    public async Task A_pipeline_that_the_first_try_deleted_is_made_anew_by_the_second()
    {
        await ShouldFinishAsync(await ErroredInTestAsync("/api/2.2/jobs/create", storage: "old"));

        await ShouldFinishAsync(await ErroredInTestAsync("/api/2.0/pipelines", storage: "new"));
    }

    /// <summary>The number of a deployment into test in which the call failed at every try.</summary>
    async Task<int> ErroredInTestAsync(string path, string storage)
    {
        await Portal.Sandbox.GitHub.PushAsync(Everybody.Tom, $"Flow to {storage}", new Dictionary<string, string?>
        {
            ["bundle/resources/flow.yml"] = $$"""
                resources:
                  pipelines: {flow: {name: Flow, storage: "abfss://flow@lake/{{storage}}"} }
                  jobs: {refresh: {name: Refresh, tasks: [{task_key: t, pipeline_task: {pipeline_id: "${resources.pipelines.flow.id}"} }]} }
                """,
        }, Soon);
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync());
        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        Portal.Sandbox.Faults.Add(new() { StandIn = "test", Method = "POST", Path = path, Status = 503, Times = null });
        var deployment = await Portal.DeployAsync("test");
        deployment.State.ShouldBe(RunState.Errored, deployment.Reason);
        Portal.Sandbox.Faults.Clear();
        return deployment.Number;
    }

    async Task ShouldFinishAsync(int deployment)
    {
        (await Portal.Get<RunDeploymentAgain>()
            .RunAsync(TestPortal.Elt, deployment, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
        var again = await Portal.DeployAsync("test");

        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        var (pipeline, _) = Portal.Sandbox.Databricks["test"].Things("pipelines").ShouldHaveSingleItem();
        Portal.Sandbox.Databricks["test"].Jobs.Values.Single(job => (string?)job["settings"]!["name"] == "Refresh")
            ["settings"]!["tasks"]![0]!["pipeline_task"]!["pipeline_id"]!.ToString().ShouldBe(pipeline);
    }
}
