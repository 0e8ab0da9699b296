using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>
/// A process that dies at any of its calls, with the call done or not: from then on nothing of it reaches the workspace. The next one has
/// to finish what was begun, and nothing may be there twice.
/// </summary>
public sealed class KillTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static readonly Guid Lock = Guid.Parse("5d0d6c52-9d2b-4f0e-a9a7-5a3c0d6b5b1e");

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task A_first_deployment_killed_at_any_call_is_finished_by_the_next(FaultMoment moment)
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var files = AllKinds.Named($"first{moment}{calls}".ToLowerInvariant());
            killed = await DiesAsync(calls, moment, lockId => sandbox.ApplyAsync(files, lockId, sandbox.WithoutRetry()));

            await sandbox.ApplyAsync(files, Lock);

            await ShouldBeAllThereOnceAsync(files, $"first{moment}{calls}".ToLowerInvariant());
            calls.ShouldBeLessThan(100);
        }
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task An_update_with_a_rename_and_a_recreation_killed_at_any_call_is_finished_by_the_next(FaultMoment moment)
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var name = $"update{moment}{calls}".ToLowerInvariant();
            var old = AllKinds.Named(name);
            await sandbox.ApplyAsync(old, Lock);
            var files = old
                .With("databricks.yml", "name: landing\n", "name: arrivals\n")
                .With("databricks.yml", "catalog: nanba_dev_bronze", "catalog: nanba_dev_bronze\n      storage: abfss://flow@lake/flow")
                .With("databricks.yml", $"cluster_name: Lab {name}", $"cluster_name: Lab {name}\n      spark_env_vars: {{A: b}}")
                .With("src/nb.py", "print(1)", "print(2)");
            killed = await DiesAsync(calls, moment, lockId => sandbox.ApplyAsync(files, lockId, sandbox.WithoutRetry()));

            await sandbox.ApplyAsync(files, Lock);

            await ShouldBeAllThereOnceAsync(files, name);
            calls.ShouldBeLessThan(100);
        }
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task A_destruction_killed_at_any_call_is_finished_by_the_next(FaultMoment moment)
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var name = $"gone{moment}{calls}".ToLowerInvariant();
            await sandbox.ApplyAsync(AllKinds.Named(name), Lock);
            killed = await DiesAsync(calls, moment, lockId => sandbox.DestroyAsync(AllKinds.Named(name), lockId, sandbox.WithoutRetry()));

            await sandbox.DestroyAsync(AllKinds.Named(name), Lock);

            Count(name).ShouldBe("0 jobs, 0 pipelines, 0 clusters, 0 schemas, 0 volumes", $"after {calls} calls");
            (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/{name}/dev", Now)).ShouldBeNull();
            calls.ShouldBeLessThan(100);
        }
    }

    [Fact]
    public async Task Destroying_after_a_killed_deployment_leaves_nothing_behind()
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var name = $"begun{calls}";
            killed = await DiesAsync(
                calls, FaultMoment.After, lockId => sandbox.ApplyAsync(AllKinds.Named(name), lockId, sandbox.WithoutRetry()));

            await sandbox.DestroyAsync(AllKinds.Named(name), Lock);

            Count(name).ShouldBe("0 jobs, 0 pipelines, 0 clusters, 0 schemas, 0 volumes", $"after {calls} calls");
        }
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task What_leaves_the_bundle_after_a_killed_deployment_is_not_left_behind(FaultMoment moment)
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var name = $"leaves{moment}{calls}".ToLowerInvariant();
            killed = await DiesAsync(calls, moment, lockId => sandbox.ApplyAsync(AllKinds.Named(name), lockId, sandbox.WithoutRetry()));

            var nothing = AllKinds.Named(name).With("databricks.yml", "resources:", "x: &x");
            await sandbox.ApplyAsync(nothing, Lock);

            Count(name).ShouldBe("0 jobs, 0 pipelines, 0 clusters, 0 schemas, 0 volumes", $"after {calls} calls");
            (await sandbox.PlanAsync(nothing)).IsEmpty().ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task What_gets_other_names_after_a_killed_deployment_is_there_once(FaultMoment moment)
    {
        var killed = true;
        for (var calls = 0; killed; calls++)
        {
            var name = $"renamed{moment}{calls}".ToLowerInvariant();
            killed = await DiesAsync(calls, moment, lockId => sandbox.ApplyAsync(AllKinds.Named(name), lockId, sandbox.WithoutRetry()));

            var files = AllKinds.Named(name)
                .With("databricks.yml", $"name: {name}_sales", $"name: {name}b_sales")
                .With("databricks.yml", $"cluster_name: Lab {name}", $"cluster_name: Lab {name}b")
                .With("databricks.yml", $"name: Flow {name}", $"name: Flow {name}b")
                .With("databricks.yml", $"name: ELT {name}", $"name: ELT {name}b");
            await sandbox.ApplyAsync(files, Lock);

            Count(name).ShouldBe("0 jobs, 0 pipelines, 0 clusters, 0 schemas, 0 volumes", $"after {calls} calls");
            Count(name + "b").ShouldBe(AllKinds.Once, $"after {calls} calls");
            (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue(name);
        }
    }

    async Task<bool> DiesAsync(int calls, FaultMoment moment, Func<Guid, Task> run)
    {
        var strikes = sandbox.Faults.Strikes;
        sandbox.Faults.Add(new Fault { StandIn = "dev", Skip = calls, Times = null, Reset = true, When = moment });
        await Record.ExceptionAsync(() => run(Lock));
        sandbox.Faults.Clear();
        return sandbox.Faults.Strikes > strikes;
    }

    async Task ShouldBeAllThereOnceAsync(BundleFiles files, string name)
    {
        Count(name).ShouldBe(AllKinds.Once, name);
        var content = await sandbox.Workspace.Files.ExportAsync($"/Workspace/Shared/.bundle/{name}/dev/state/resources.json", Now);
        JsonNode.Parse(content!)!["state"]!.AsObject().Select(entry => entry.Key).ShouldBe([
            "resources.clusters.lab", "resources.jobs.elt", "resources.jobs.elt.permissions", "resources.pipelines.flow",
            "resources.pipelines.flow.permissions", "resources.schemas.sales", "resources.schemas.sales.grants",
            "resources.volumes.landing",
        ]);
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue(name);
        (await sandbox.Workspace.Files.ListAsync($"/Workspace/Shared/.bundle/{name}/dev/state", Now))!
            .Select(file => file.Path[(file.Path.LastIndexOf('/') + 1)..])
            .ShouldBe(["deployment.json", "file-digests.json", "metadata.json", "resources.json"], name);
    }

    string Count(string name) => AllKinds.CountIn(sandbox, name);
}
