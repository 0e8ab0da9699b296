using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Keys of resources are any text: what belongs to a resource follows it although no reference could name it.</summary>
public sealed class OddKeysTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("digit", "01_ingest")]
    [InlineData("underscore", "_s")]
    [InlineData("end", "ingest-")]
    [InlineData("blank", "my own")]
    public async Task Permissions_and_grants_reach_their_resource(string name, string key)
    {
        var files = Bundle(name, key);

        await sandbox.ApplyAsync(files);

        var state = await StateAsync(name);
        var id = (string?)state["state"]![$"resources.jobs.{key}"]!["__id__"];
        (await sandbox.Workspace.Permissions.GetAsync("jobs", id!, Now)).ShouldContain(
            new AccessControl("CAN_VIEW", null, "readers", null));
        (await sandbox.Workspace.Catalog.GrantsAsync("schema", $"nanba_dev_bronze.odd_{name}", Now)).ShouldNotBeNull()
            .ShouldContain(grant => grant.Principal == "readers");
        var permissions = state["state"]![$"resources.jobs.{key}.permissions"]!;
        ((string?)permissions["state"]!["object_id"]).ShouldBe($"/jobs/{id}");
        permissions["depends_on"]!.ToJsonString().ShouldBe(
            $$"""[{"node":"resources.jobs.{{key}}","label":"${resources.jobs.{{key}}.id}"}]""");
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
        await sandbox.DestroyAsync(files);
        (await sandbox.Workspace.Jobs.ListAsync($"Odd {name}", Now)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_with_dots_from_before_they_were_refused_can_be_taken_away()
    {
        var files = Bundle("dots", "plain");
        await sandbox.ApplyAsync(files);
        var state = (await StateAsync("dots")).ToJsonString()
            .Replace("resources.jobs.plain", "resources.jobs.a.b", StringComparison.Ordinal);
        await sandbox.Workspace.Files.ImportFileAsync(PathOf("dots"), Encoding.UTF8.GetBytes(state), overwrite: true, Now);

        var plan = await sandbox.PlanAsync(files);

        plan.Resources.Where(change => change.Action is PlanAction.Delete).Select(change => $"{change.Type} {change.Key}")
            .ShouldBe(["jobs resources.jobs.a.b", "permissions resources.jobs.a.b.permissions"]);
        await sandbox.ApplyAsync(files);
        (await sandbox.Workspace.Jobs.ListAsync("Odd dots", Now)).ShouldHaveSingleItem();
        (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
    }

    static BundleFiles Bundle(string name, string key) => TestBundle.Of($$"""
        bundle: {name: odd-{{name}}}
        workspace: {root_path: /Workspace/Shared/.bundle/odd-{{name}}}
        resources:
          jobs:
            "{{key}}": {name: Odd {{name}}, permissions: [{level: CAN_VIEW, group_name: readers}]}
          schemas:
            "{{key}}s_": {name: odd_{{name}}, catalog_name: nanba_dev_bronze, grants: [{principal: readers, privileges: [SELECT]}]}
        targets: {dev: }
        """);

    static string PathOf(string name) => $"/Workspace/Shared/.bundle/odd-{name}/state/resources.json";

    async Task<JsonObject> StateAsync(string name) =>
        JsonNode.Parse((await sandbox.Workspace.Files.ExportAsync(PathOf(name), Now))!)!.AsObject();
}
