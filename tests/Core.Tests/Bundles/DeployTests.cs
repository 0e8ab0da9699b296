using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>The bundle of this repository, carried into a workspace of the sandbox. Every test gives it a name of its own.</summary>
public sealed class DeployTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    const string Job = "resources.jobs.elt_demo_pipeline";
    const string JobFile = "resources/elt_demo_pipeline.job.yml";

    static CancellationToken Now => TestContext.Current.CancellationToken;

    DatabricksWorkspace Workspace => sandbox.Workspace;

    public void Dispose() => sandbox.Faults.Clear();

    [Fact]
    public async Task A_first_deployment_brings_files_and_job_and_leaves_nothing_to_plan()
    {
        var files = Named("first");
        var plan = await sandbox.PlanAsync(files);
        plan.Resources.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Key.ShouldBe(Job),
            change => change.Name.ShouldBe("ELT first"),
            change => change.Action.ShouldBe(PlanAction.Create),
            change => change.Changes.ShouldContain(new FieldChange("parameters[max_age_hours].default", null, "\"36\"", Drift: false)));
        plan.Files.ShouldAllBe(file => file.Action == FileAction.Added);
        (await sandbox.PlanAsync(files)).Digest().ShouldBe(plan.Digest());

        var applied = await sandbox.ApplyAsync(files);

        applied.Plan.Digest().ShouldBe(plan.Digest());
        var after = await sandbox.PlanAsync(files);
        after.Files.ShouldAllBe(file => file.Action == FileAction.Unchanged);
        after.Resources.ShouldAllBe(change => change.Action == PlanAction.Unchanged);
        after.IsEmpty().ShouldBeTrue();
        var job = await JobAsync("first");
        ((string?)job.Settings["tasks"]![0]!["notebook_task"]!["notebook_path"]).ShouldBe(
            "/Workspace/Shared/.bundle/first/dev/files/src/notebooks/aggregate_orders");
        (await Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/first/dev/files/src/notebooks/aggregate_orders", Now))!.ObjectType
            .ShouldBe("NOTEBOOK");
        (await Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/first/dev/state/deploy.lock", Now)).ShouldBeNull();
        var metadata = await StateAsync("first", "metadata.json");
        ((string?)metadata["config"]!["resources"]!["jobs"]!["elt_demo_pipeline"]!["relative_path"]).ShouldBe(JobFile);
        ((string?)metadata["config"]!["bundle"]!["git"]!["commit"]).ShouldStartWith("7be03d9");
    }

    [Fact]
    public async Task An_unchanged_redeployment_touches_neither_jobs_nor_files_and_keeps_the_serial()
    {
        var files = Named("again");
        await sandbox.ApplyAsync(files);
        var before = await StateAsync("again", "resources.json");
        sandbox.ClearRequests();

        await sandbox.ApplyAsync(files);

        sandbox.Requests.ShouldNotContain(call => call.StartsWith("POST /api/2.2/jobs", StringComparison.Ordinal));
        sandbox.Requests.ShouldNotContain(
            call => call.Contains("import-file", StringComparison.Ordinal) && call.Contains("/files/", StringComparison.Ordinal));
        JsonNode.DeepEquals(await StateAsync("again", "resources.json"), before).ShouldBeTrue();
        ((int)(await StateAsync("again", "deployment.json"))["seq"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_change_is_planned_field_by_field_and_applied_to_the_same_job()
    {
        var files = Named("change");
        await sandbox.ApplyAsync(files);
        var id = (await JobAsync("change")).JobId;
        var next = files.With(JobFile, "default: \"36\"", "default: \"48\"")
            .Without("README.md")
            .And("src/notebooks/new.py", TestBundle.Notebook);

        var plan = await sandbox.PlanAsync(next);

        plan.Resources.ShouldHaveSingleItem().Changes.ShouldBe(
            [new FieldChange("parameters[max_age_hours].default", "\"36\"", "\"48\"", Drift: false)]);
        plan.Files.Where(file => file.Action != FileAction.Unchanged).Select(file => $"{file.Action} {file.Path}").ShouldBe(
            ["Removed README.md", $"Changed {JobFile}", "Added src/notebooks/new.py"]);
        plan.ToText().ShouldBe("update jobs.elt_demo_pipeline\n\nPlan: 0 to add, 1 to change, 0 to delete, 0 unchanged");
        BundlePlan.FromJson(plan.ToJson()).Digest().ShouldBe(plan.Digest());
        await sandbox.ApplyAsync(next);
        (await JobAsync("change")).JobId.ShouldBe(id);
        (await sandbox.PlanAsync(next)).IsEmpty().ShouldBeTrue();
        (await Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/change/dev/files/README.md", Now)).ShouldBeNull();
    }

    [Fact]
    public async Task What_somebody_changed_in_the_workspace_shows_as_drift_and_is_set_back()
    {
        var files = Named("drift");
        await sandbox.ApplyAsync(files);
        var job = await JobAsync("drift");
        job.Settings["timeout_seconds"] = 60;
        job.Settings["tags"]!["owner"] = "somebody";
        await Workspace.Jobs.ResetAsync(job.JobId, job.Settings, Now);
        await Workspace.Files.DeleteAsync(
            "/Workspace/Shared/.bundle/drift/dev/files/data/orders/orders_2026-01.csv", recursive: false, Now);

        var plan = await sandbox.PlanAsync(files);

        plan.Resources.ShouldHaveSingleItem().Changes.ShouldBe([
            new FieldChange("tags.owner", "\"somebody\"", null, Drift: true),
            new FieldChange("timeout_seconds", "60", "3600", Drift: true),
        ]);
        plan.Files.Where(file => file.Action != FileAction.Unchanged)
            .ShouldHaveSingleItem().Path
            .ShouldBe("data/orders/orders_2026-01.csv");
        await sandbox.ApplyAsync(files);
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_that_left_the_bundle_is_deleted_and_one_deleted_by_hand_comes_back()
    {
        var files = Named("leave");
        var more = files.And(
            "resources/second.job.yml",
            "resources: {jobs: {second: {name: Second leave, tasks: [{task_key: t, run_job_task: {job_id: '${resources.jobs.elt_demo_pipeline.id}'}}]}}}");
        await sandbox.ApplyAsync(more);
        var first = await JobAsync("leave");
        var second = (await Workspace.Jobs.ListAsync("Second leave", Now)).ShouldHaveSingleItem();
        ((long)(await Workspace.Jobs.GetAsync(second.JobId, Now))!.Settings["tasks"]![0]!["run_job_task"]!["job_id"]!).ShouldBe(
            first.JobId);
        await Workspace.Jobs.DeleteAsync(first.JobId, Now);

        var plan = await sandbox.PlanAsync(files);

        plan.Resources.Select(change => $"{change.Action} {change.Key}").ShouldBe([$"Create {Job}", "Delete resources.jobs.second"]);
        await sandbox.ApplyAsync(files);
        (await Workspace.Jobs.ListAsync("Second leave", Now)).ShouldBeEmpty();
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    [Fact]
    public async Task Permissions_are_part_of_the_plan_and_of_the_deployment()
    {
        var files = Named("rights").With("databricks.yml", "targets:", "permissions: [{level: CAN_VIEW, group_name: readers}]\n\ntargets:");

        await sandbox.ApplyAsync(files);

        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
        var id = (await JobAsync("rights")).JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await Workspace.Permissions.GetAsync("jobs", id, Now)).ShouldContain(new AccessControl("CAN_VIEW", null, "readers", null));
        var next = files.With("databricks.yml", "CAN_VIEW", "CAN_RUN");
        (await sandbox.PlanAsync(next)).Resources[1].Changes.ShouldBe(
            [new FieldChange("[group_name:readers].level", "\"CAN_VIEW\"", "\"CAN_MANAGE_RUN\"", Drift: false)]);
    }

    [Fact]
    public async Task While_somebody_else_deploys_a_deployment_waits_its_turn()
    {
        await sandbox.ApplyAsync(Named("locked"));
        var other = Encoding.UTF8.GetBytes(
            """{"ID":"11111111-1111-1111-1111-111111111111","AcquisitionTime":"2026-01-02T03:04:05Z","IsForced":false,"User":"ann@nanba.example"}""");
        await Workspace.Files.ImportFileAsync("/Workspace/Shared/.bundle/locked/dev/state/deploy.lock", other, overwrite: true, Now);

        var fault = await Should.ThrowAsync<BundleLockedException>(() => sandbox.ApplyAsync(Named("locked")));

        fault.Message.ShouldContain("ann@nanba.example at 2026-01-02 03:04:05 UTC");
        (await Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/locked/dev/state/deploy.lock", Now)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_job_that_Databricks_refuses_is_a_fault_of_the_release_and_the_lock_is_given_back()
    {
        var files = Named("refused").With(JobFile, "quartz_cron_expression: 0 0 2 * * ?", "quartz_cron_expression: daily");

        var fault = await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(files));

        fault.Message.ShouldStartWith("Databricks does not accept the job 'ELT refused': schedule.quartz_cron_expression");
        (await Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/refused/dev/state/deploy.lock", Now)).ShouldBeNull();
    }

    [Fact]
    public async Task Other_resource_types_and_foreign_states_are_refused_by_name()
    {
        var apps = Named("apps").And("resources/app.yml", "resources: {apps: {a: {name: x}}}");
        TestBundle.Validate(apps, "dev").IsValid.ShouldBeTrue();
        (await sandbox.TryPlanAsync(apps)).ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith(
                "Error: resource type 'apps' is not supported by this engine\n  at resources.apps\n  in resources/app.yml:1:19");

        await sandbox.ApplyAsync(Named("newer"));
        await Workspace.Files.ImportFileAsync(
            "/Workspace/Shared/.bundle/newer/dev/state/resources.json",
            Encoding.UTF8.GetBytes("""{"state_version":9,"lineage":"11111111-1111-1111-1111-111111111111","serial":1,"state":{}}"""),
            overwrite: true, Now);
        (await sandbox.TryPlanAsync(Named("newer"))).ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics[0].Summary.ShouldContain(
            "version 9");
    }

    [Fact]
    public async Task After_a_deployment_by_the_Databricks_CLI_every_file_counts_as_changed()
    {
        var files = Named("cli");
        await sandbox.ApplyAsync(files);
        var deployment = await StateAsync("cli", "deployment.json");
        deployment["seq"] = 7;
        await Workspace.Files.ImportFileAsync(
            "/Workspace/Shared/.bundle/cli/dev/state/deployment.json", Encoding.UTF8.GetBytes(deployment.ToJsonString()), overwrite: true,
            Now);

        (await sandbox.PlanAsync(files)).Files.ShouldAllBe(file => file.Action == FileAction.Changed);
    }

    static BundleFiles Named(string name) => TestBundle.Real()
        .With("databricks.yml", "name: nanba-databricks", $"name: {name}")
        .With(JobFile, "name: ELT Demo Pipeline", $"name: ELT {name}");

    /// <summary>Exactly one job has the name.</summary>
    async Task<DatabricksJob> JobAsync(string name) =>
        (await Workspace.Jobs.GetAsync((await Workspace.Jobs.ListAsync($"ELT {name}", Now)).ShouldHaveSingleItem().JobId, Now))!;

    async Task<JsonObject> StateAsync(string name, string file) =>
        JsonNode.Parse((await Workspace.Files.ExportAsync($"/Workspace/Shared/.bundle/{name}/dev/state/{file}", Now))!)!.AsObject();
}
