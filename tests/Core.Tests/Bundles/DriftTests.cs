using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What somebody changes in the workspace is drift, unless a rule says that the server does so itself.</summary>
public sealed class DriftTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_that_people_choose_are_no_fields_of_the_server()
    {
        var files = TestBundle.Of("""
            bundle: {name: chosen}
            resources:
              jobs:
                j:
                  name: Chosen
                  tags: {team: orders}
                  tasks: [{task_key: t, existing_cluster_id: c, notebook_task: {notebook_path: /Workspace/n, base_parameters: {day: '1'}}}]
            targets: {dev: }
            """);
        await sandbox.ApplyAsync(files);
        var job = await JobAsync("Chosen");
        job.Settings["tags"]!["format"] = "x";
        job.Settings["tasks"]![0]!["notebook_task"]!["base_parameters"]!["run_if"] = "ALL_SUCCESS";
        await sandbox.Workspace.Jobs.ResetAsync(job.JobId, job.Settings, Now);

        var plan = await sandbox.PlanAsync(files);

        plan.Resources.ShouldHaveSingleItem().Changes.Select(change => change.Path)
            .ShouldBe(["tags.format", "tasks[t].notebook_task.base_parameters.run_if"]);
        await sandbox.ApplyAsync(files);
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task Values_of_another_resource_go_over_as_they_are()
    {
        var files = TestBundle.Of("""
            bundle: {name: values}
            resources:
              jobs:
                a: {name: Values a, tags: {team: orders}}
                b: {name: "Values b${resources.jobs.a.description}", tags: "${resources.jobs.a.tags}", timeout_seconds: "${resources.jobs.a.timeout_seconds}"}
            targets: {dev: }
            """);

        await sandbox.ApplyAsync(files);

        var settings = (await JobAsync("Values b")).Settings;
        settings["tags"]!.ToJsonString().ShouldBe("""{"team":"orders"}""");
        ((int)settings["timeout_seconds"]!).ShouldBe(0);
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    async Task<DatabricksJob> JobAsync(string name) =>
        (await sandbox.Workspace.Jobs.GetAsync((await sandbox.Workspace.Jobs.ListAsync(name, Now)).ShouldHaveSingleItem().JobId, Now))!;
}
