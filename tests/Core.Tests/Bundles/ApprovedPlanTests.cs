using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What people approved can be finished after a passing fault, and nothing else is carried out in its name.</summary>
public sealed class ApprovedPlanTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Theory]
    [InlineData("POST", "/api/2.0/pipelines")]
    [InlineData("POST", "/api/2.2/jobs/create")]
    [InlineData("PUT", "/api/2.0/permissions/pipelines/*")]
    [InlineData("PUT", "/api/2.0/permissions/jobs/*")]
    public async Task What_was_created_before_a_fault_gives_its_id_to_what_is_still_to_be_created(string method, string path)
    {
        var files = Bundle("first" + path.Replace('/', '_').Replace('*', 'x').Replace('.', '_'));
        var approved = await KeptAsync(files);

        await FailsAsync(files, approved, path, method);
        await sandbox.ApplyApprovedAsync(files, approved);

        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    [Theory]
    [InlineData("POST", "/api/2.0/pipelines")]
    [InlineData("DELETE", "/api/2.0/pipelines/*")]
    [InlineData("PUT", "/api/2.0/permissions/pipelines/*")]
    [InlineData("POST", "/api/2.2/jobs/reset")]
    [InlineData("POST", "/api/2.1/unity-catalog/schemas")]
    [InlineData("POST", "/api/2.1/unity-catalog/volumes")]
    public async Task What_was_deleted_to_be_made_anew_may_still_be_made(string method, string path)
    {
        var name = $"again_{method}_{path.Split('/')[^1].Replace('*', 'x')}".ToLowerInvariant();
        await sandbox.ApplyAsync(Bundle(name));
        var files = Moved(name);
        var approved = await KeptAsync(files);
        approved.Resources.Where(change => change.Action is PlanAction.Recreate).Select(change => change.Key)
            .ShouldBe(["resources.pipelines.flow", "resources.schemas.sales", "resources.volumes.landing"]);

        await FailsAsync(files, approved, path, method);
        await sandbox.ApplyApprovedAsync(files, approved);

        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
        sandbox.Inside.Things("pipelines").Values.Count(pipeline => (string?)pipeline["name"] == $"Flow {name}").ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_not_set_back_in_the_name_of_an_approval()
    {
        await sandbox.ApplyAsync(Bundle("touched"));
        var files = Moved("touched");
        var approved = await KeptAsync(files);
        await FailsAsync(files, approved, "/api/2.0/pipelines", "POST");
        var job = (await sandbox.Workspace.Jobs.ListAsync("ELT touched", Now)).ShouldHaveSingleItem();
        var settings = (await sandbox.Workspace.Jobs.GetAsync(job.JobId, Now))!.Settings;
        settings["tags"] = new JsonObject { ["owner"] = "somebody" };
        await sandbox.Workspace.Jobs.ResetAsync(job.JobId, settings, Now);

        (await ObjectionAsync(files, approved)).ShouldEndWith(
            "nothing was carried out.\nUpdate resources.jobs.elt is not in the approved plan.");
    }

    [Fact]
    public async Task What_somebody_deleted_meanwhile_is_not_made_in_the_name_of_an_update()
    {
        await sandbox.ApplyAsync(Bundle("vanished"));
        var files = Bundle("vanished").With("databricks.yml", "name: ELT vanished", "name: ELT vanished\n      description: New");
        var approved = await KeptAsync(files);
        await sandbox.Workspace.Jobs.DeleteAsync(
            (await sandbox.Workspace.Jobs.ListAsync("ELT vanished", Now)).ShouldHaveSingleItem().JobId, Now);

        (await ObjectionAsync(files, approved)).ShouldContain("\nCreate resources.jobs.elt is not in the approved plan.");
    }

    [Theory]
    [InlineData("pipeline_id: ${resources.pipelines.flow.id}", "pipeline_id: ${resources.pipelines.other.id}", "resources.jobs.elt")]
    [InlineData("comment: Orders", "comment: Others", "resources.schemas.sales")]
    public async Task Another_wish_is_not_the_approved_one_though_it_is_for_the_same_thing(string old, string other, string key)
    {
        var name = $"other_{key.Split('.')[^1]}";
        await sandbox.ApplyAsync(Bundle(name));
        var approved = await KeptAsync(Moved(name));

        (await ObjectionAsync(Moved(name).With("databricks.yml", old, other), approved)).ShouldContain(
            $" {key} is not in the approved plan.");
    }

    /// <summary>As it comes back from where it was kept.</summary>
    async Task<BundlePlan> KeptAsync(BundleFiles files) => BundlePlan.FromJson((await sandbox.PlanAsync(files)).ToJson());

    async Task FailsAsync(BundleFiles files, BundlePlan approved, string path, string method)
    {
        sandbox.Faults.Add(new() { Method = method, Path = path, Status = 503, Times = null });
        await Should.ThrowAsync<DatabricksException>(() => sandbox.ApplyApprovedAsync(files, approved));
        sandbox.Faults.Clear();
    }

    async Task<string> ObjectionAsync(BundleFiles files, BundlePlan approved) =>
        (await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyApprovedAsync(files, approved))).Message;

    /// <summary>The same at other places: pipeline, schema and the volume in it have to be made anew.</summary>
    static BundleFiles Moved(string name) => Bundle(name)
        .With("databricks.yml", "storage: abfss://flow@lake/old", "storage: abfss://flow@lake/new")
        .With("databricks.yml", "storage_root: abfss://lake/old", "storage_root: abfss://lake/new");

    static BundleFiles Bundle(string name) => TestBundle.Of($$"""
        bundle: {name: {{name}}}
        workspace: {root_path: /Workspace/Shared/.bundle/{{name}}/dev}
        targets: {dev: }
        resources:
          schemas:
            sales:
              catalog_name: nanba_dev_bronze
              name: {{name}}_sales
              comment: Orders
              storage_root: abfss://lake/old
              grants: [{principal: readers, privileges: [USE_SCHEMA]}]
          volumes:
            landing: {catalog_name: nanba_dev_bronze, schema_name: '${resources.schemas.sales.name}', name: landing}
          pipelines:
            flow:
              name: Flow {{name}}
              storage: abfss://flow@lake/old
              permissions: [{level: CAN_VIEW, group_name: readers}]
            other: {name: Other {{name}}}
          jobs:
            elt:
              name: ELT {{name}}
              tasks:
                - task_key: refresh
                  pipeline_task:
                    pipeline_id: ${resources.pipelines.flow.id}
              permissions: [{level: CAN_VIEW, group_name: readers}]
        """);
}
