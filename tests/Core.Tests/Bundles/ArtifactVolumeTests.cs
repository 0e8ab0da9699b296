using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>An <c>artifact_path</c> in a volume of Unity Catalog: another API, and a volume that has to be there.</summary>
public sealed class ArtifactVolumeTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Fact]
    public async Task Libraries_are_uploaded_once_replaced_when_they_change_and_taken_away_when_they_are_gone()
    {
        await MakeVolumeAsync("life");
        var files = Bundle("life").And("dist/b.whl", "b").And("dist/old.whl", "old");
        await sandbox.ApplyAsync(files);
        InVolume("life").ShouldBe(["a.whl: a", "b.whl: b", "old.whl: old"]);

        var next = files.With("dist/b.whl", "b", "b2").Without("dist/old.whl");
        var plan = await sandbox.PlanAsync(next);
        sandbox.ClearRequests();
        await sandbox.ApplyAsync(next);

        plan.Libraries.Select(library => $"{library.Action} {library.Path}")
            .ShouldBe(["Unchanged a.whl", "Changed b.whl", "Removed old.whl"]);
        InVolume("life").ShouldBe(["a.whl: a", "b.whl: b2"]);
        sandbox.Requests.Where(call => call.Contains("/fs/", StringComparison.Ordinal)).ShouldBe(
            [
                "GET /api/2.0/fs/directories/Volumes/nanba_dev_bronze/default/life/build/.internal",
                "DELETE /api/2.0/fs/files/Volumes/nanba_dev_bronze/default/life/build/.internal/old.whl",
                "PUT /api/2.0/fs/files/Volumes/nanba_dev_bronze/default/life/build/.internal/b.whl",
            ]);
        (await sandbox.PlanAsync(next)).IsEmpty().ShouldBeTrue();
        var listed = (await sandbox.Workspace.Jobs.ListAsync("Job life", Now)).ShouldHaveSingleItem();
        (await sandbox.Workspace.Jobs.GetAsync(listed.JobId, Now)).ShouldNotBeNull().Settings["tasks"]![0]!["libraries"]!.ToJsonString()
            .ShouldBe(
            """[{"whl":"/Volumes/nanba_dev_bronze/default/life/build/.internal/a.whl"},{"whl":"/Volumes/nanba_dev_bronze/default/life/build/.internal/b.whl"}]""");
    }

    [Fact]
    public async Task Another_tool_may_have_left_a_library_which_goes_and_destroying_leaves_none()
    {
        await MakeVolumeAsync("foreign");
        await sandbox.ApplyAsync(Bundle("foreign"));
        await sandbox.Workspace.Volumes.PutAsync(
            "/Volumes/nanba_dev_bronze/default/foreign/build/.internal/stray.whl", "s"u8.ToArray(), Now);

        (await sandbox.PlanAsync(Bundle("foreign"))).Libraries.Select(library => $"{library.Action} {library.Path}")
            .ShouldBe(["Unchanged a.whl", "Removed stray.whl"]);
        await sandbox.DestroyAsync(Bundle("foreign"));

        (await sandbox.Workspace.Volumes.ListAsync("/Volumes/nanba_dev_bronze/default/foreign/build", Now)).ShouldBe([]);
    }

    [Fact]
    public async Task A_volume_that_is_not_there_is_an_error_before_anything_is_uploaded()
    {
        const string Words = """
            Error: volume nanba_dev_bronze.default.nowhere does not exist
              at workspace.artifact_path
              in databricks.yml:2:28

            Libraries go to the artifact_path, so its volume has to be there before the deployment.

            """;
        sandbox.ClearRequests();

        (await sandbox.ValidateAsync(Bundle("nowhere"))).Text().ShouldBe(Words);
        Findings(await sandbox.TryPlanAsync(Bundle("nowhere"))).ShouldBe(Words);
        (await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(Bundle("nowhere")))).Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(Words);

        sandbox.Requests.ShouldAllBe(call => call.StartsWith("GET ", StringComparison.Ordinal));
        (await sandbox.ValidateAsync(Bundle("nowhere").With("databricks.yml", ", libraries: [{whl: dist/*.whl}]", ""))).Text().ShouldBe("");
    }

    [Fact]
    public async Task A_volume_that_the_bundle_itself_makes_has_to_be_deployed_before()
    {
        var own = Bundle("own").With(
            "databricks.yml", "resources:\n",
            "resources:\n  volumes: {libs: {name: own, catalog_name: nanba_dev_bronze, schema_name: default}}\n");

        (await sandbox.ValidateAsync(own)).Text().ShouldBe("""
            Error: volume nanba_dev_bronze.default.own does not exist
              at workspace.artifact_path
              in databricks.yml:2:28
                 databricks.yml:4:19

            The bundle makes this volume itself (resources.volumes.libs), but libraries are uploaded before resources are made. Deploy the volume first, with an artifact_path elsewhere, and use it from the next deployment on.

            """);
        await sandbox.ApplyAsync(own.With("databricks.yml", "{artifact_path: /Volumes/nanba_dev_bronze/default/own/build}", "{}"));
        await sandbox.ApplyAsync(own);

        InVolume("own").ShouldBe(["a.whl: a"]);
    }

    [Fact]
    public async Task A_volume_that_may_not_be_read_is_an_error_in_words()
    {
        sandbox.Faults.Add(
            new Fault { StandIn = "dev", Path = "*/volumes/*", Status = 403, Body = """{"error_code":"PERMISSION_DENIED","message":"No USE SCHEMA on it."}""" });

        (await sandbox.ValidateAsync(Bundle("secret"))).Text()
            .ShouldStartWith("Error: cannot access volume nanba_dev_bronze.default.secret: No USE SCHEMA on it.");
    }

    Task<string> MakeVolumeAsync(string name) => sandbox.Workspace.Catalog.CreateAsync(
        "volumes",
        new JsonObject { ["catalog_name"] = "nanba_dev_bronze", ["schema_name"] = "default", ["name"] = name, ["volume_type"] = "MANAGED" },
        Now);

    IEnumerable<string> InVolume(string name) =>
        Directory.EnumerateFiles(Path.Combine(sandbox.Inside.VolumesFolder, "nanba_dev_bronze", "default", name, "build", ".internal"))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetFileName(path)}: {File.ReadAllText(path)}");

    static string Findings(BundlePlanOutcome outcome) =>
        outcome.ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().ToString();

    static BundleFiles Bundle(string name) => TestBundle.Of(
        ("databricks.yml", $$"""
            bundle: {name: {{name}}}
            workspace: {artifact_path: /Volumes/nanba_dev_bronze/default/{{name}}/build}
            resources:
              jobs: {j: {name: Job {{name}}, tasks: [{task_key: t, existing_cluster_id: c, notebook_task: {notebook_path: nb.py}, libraries: [{whl: dist/*.whl}]}]} }
            targets: {dev: {workspace: {root_path: /Workspace/Shared/.bundle/{{name}}/dev} } }
            """),
        ("nb.py", TestBundle.Notebook),
        ("dist/a.whl", "a"));
}
