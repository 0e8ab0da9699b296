using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Something was created, the answer was lost, and when the next deployment comes the bundle is another one.</summary>
public sealed class LostCreateTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    const string File = "resources/thing.yml";

    public static TheoryData<string> Types => [.. Settings.Keys];

    static CancellationToken Now => TestContext.Current.CancellationToken;

    static Dictionary<string, (string Name, string More)> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["jobs"] = ("name", "tasks: [{task_key: t, notebook_task: {notebook_path: ../nb.py}}]"),
        ["pipelines"] = ("name", "serverless: true, libraries: [{notebook: {path: ../nb.py}}]"),
        ["clusters"] = ("cluster_name", "spark_version: 15.4.x-scala2.12, node_type_id: Standard_DS3_v2, num_workers: 1"),
        ["schemas"] = ("name", "catalog_name: nanba_dev_bronze"),
        ["volumes"] = ("name", "catalog_name: nanba_dev_bronze, schema_name: default"),
    };

    public void Dispose() => sandbox.Faults.Clear();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_left_the_bundle_is_planned_to_go_and_goes(string type)
    {
        var name = $"left_{type}";
        var files = Bundle(type, name);
        await LoseAsync(type, files);
        Count(type, name).ShouldBe(1);

        var plan = await sandbox.PlanAsync(files.Without(File));
        var applied = await sandbox.ApplyAsync(files.Without(File));

        plan.ToText().ShouldBe($"delete {type}.thing\n\nPlan: 0 to add, 0 to change, 1 to delete, 0 unchanged");
        plan.Resources.ShouldHaveSingleItem().Name.ShouldBe(name);
        applied.Plan.Digest().ShouldBe(plan.Digest());
        Count(type, name).ShouldBe(0);
        await ShouldBeSettledAsync(files.Without(File), name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Under_another_key_it_is_there_once(string type)
    {
        var name = $"moved_{type}";
        var files = Bundle(type, name);
        await LoseAsync(type, files);
        var moved = files.With(File, "thing:", "other:");

        await sandbox.ApplyAsync(moved);

        Count(type, name).ShouldBe(1);
        await ShouldBeSettledAsync(moved, name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Under_another_name_it_is_there_once(string type)
    {
        var name = $"called_{type}";
        var files = Bundle(type, name);
        await LoseAsync(type, files);
        var renamed = files.With(File, $"name: {name}", $"name: {name}_now");

        await sandbox.ApplyAsync(renamed);

        Count(type, name).ShouldBe(0);
        Count(type, $"{name}_now").ShouldBe(1);
        await ShouldBeSettledAsync(renamed, name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Destroying_a_bundle_that_no_longer_has_it_takes_it_along(string type)
    {
        var name = $"gone_{type}";
        var files = Bundle(type, name);
        await LoseAsync(type, files);

        await sandbox.DestroyAsync(files.Without(File));

        Count(type, name).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_has_another_name_or_is_older_is_left_alone(string type)
    {
        var name = $"mine_{type}";
        var files = Bundle(type, name);
        await sandbox.ApplyAsync(Bundle(type, $"{name}_too"));
        await LoseAsync(type, files, FaultMoment.Before);

        var applied = await sandbox.ApplyAsync(files.Without(File));

        applied.Resources.ShouldBeEmpty();
        Count(type, $"{name}_too").ShouldBe(1);
        await ShouldBeSettledAsync(files.Without(File), name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_next_deployment_may_be_somebody_else_s(string type)
    {
        var name = $"handed_{type}";
        var files = Bundle(type, name);
        await LoseAsync(type, files);
        sandbox.Faults.Add(new Fault { Path = "*/Me", Status = 200, Body = """{"id": "2", "userName": "ann.lee@nanba.example"}""" });

        await sandbox.ApplyAsync(files);

        Count(type, name).ShouldBe(1);
        (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/{name}/dev/state/pending-creates.json", Now)).ShouldBeNull();
    }

    [Fact]
    public async Task An_approved_plan_also_covers_what_an_interrupted_deployment_has_left_to_do()
    {
        var files = AllKinds.Named("approved");
        var approved = await sandbox.PlanAsync(files);
        sandbox.Faults.Add(
            new Fault { Method = "POST", Path = "/api/2.2/jobs/create", Times = null, Reset = true, When = FaultMoment.After });
        await Should.ThrowAsync<DatabricksException>(() => sandbox.ApplyAsync(files));
        sandbox.Faults.Clear();

        (await sandbox.PlanAsync(files)).ObjectionsAgainst(approved).ShouldBeEmpty();
        (await sandbox.PlanAsync(files.With("databricks.yml", "num_workers: 1", "num_workers: 2"))).ObjectionsAgainst(approved)
            .ShouldBe(
                ["Update resources.clusters.lab is not in the approved plan.", "databricks.yml (Changed) is not in the approved plan."]);
    }

    static BundleFiles Bundle(string type, string name) => TestBundle.Of(
        ("databricks.yml", $$"""
            bundle: {name: {{name}}}
            workspace: {root_path: /Workspace/Shared/.bundle/{{name}}/dev}
            include: [resources/*.yml]
            targets: {dev: }
            """),
        (File, $"resources: {{ {type}: {{ thing: {{ {Settings[type].Name}: {name}, {Settings[type].More} }} }} }}"),
        ("nb.py", TestBundle.Notebook));

    async Task LoseAsync(string type, BundleFiles files, FaultMoment moment = FaultMoment.After)
    {
        var path = type is "jobs" or "clusters" ? $"*/{type}/create" : $"*/{type}";
        sandbox.Faults.Add(new Fault { Method = "POST", Path = path, Times = null, Reset = true, When = moment });
        await Should.ThrowAsync<DatabricksException>(() => sandbox.ApplyAsync(files, lockId: null, sandbox.WithoutRetry()));
        sandbox.Faults.Clear();
    }

    int Count(string type, string name) => type is "jobs"
        ? sandbox.Inside.Jobs.Values.Count(job => (string?)job["settings"]!["name"] == name)
        : sandbox.Inside.Things(type).Values.Count(thing => (string?)thing[Settings[type].Name] == name);

    async Task ShouldBeSettledAsync(BundleFiles files, string bundle)
    {
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
        (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/{bundle}/dev/state/pending-creates.json", Now))
            .ShouldBeNull();
    }
}
