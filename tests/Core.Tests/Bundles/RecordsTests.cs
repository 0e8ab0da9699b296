using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a deployment leaves beside its resources: records for the workspace's pages, and rights on its folder.</summary>
public sealed class RecordsTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_metadata_name_jobs_and_pipelines_and_no_mode_where_there_is_none()
    {
        await sandbox.ApplyAsync(AllKinds.Named("records"));

        var config = JsonNode.Parse(
            (await sandbox.Workspace.Files.ExportAsync("/Workspace/Shared/.bundle/records/dev/state/metadata.json", Now))!)!["config"]!;
        var pipeline = sandbox.Inside.Things("pipelines").Single(one => (string?)one.Value["name"] == "Flow records").Key;
        config["resources"]!["pipelines"]!["flow"]!.ToJsonString().ShouldBe($$"""{"id":"{{pipeline}}","relative_path":"databricks.yml"}""");
        config["resources"]!["jobs"]!.AsObject().Count.ShouldBe(1);
        config["bundle"]!.AsObject().ContainsKey("mode").ShouldBeFalse();
    }

    [Fact]
    public async Task Rights_on_the_folder_are_settled_as_those_on_jobs_are()
    {
        await sandbox.ApplyAsync(TestBundle.Of($$"""
            bundle: {name: folder}
            permissions:
              - {level: CAN_VIEW, group_name: readers}
              - {level: CAN_MANAGE, group_name: readers}
              - {level: CAN_VIEW, service_principal_name: {{TestBundle.Principal.UserName}}}
              - {level: CAN_RUN, user_name: ann.lee@nanba.example}
            workspace: {root_path: /Workspace/Shared/.bundle/folder}
            targets: {dev: }
            """));

        var folder = await sandbox.Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/folder", Now);
        (await sandbox.Workspace.Permissions.GetAsync("directories", folder!.ObjectId!.Value.ToString(CultureInfo.InvariantCulture), Now))
            .ShouldBe(
            [
                new AccessControl("CAN_MANAGE", null, "readers", null),
                new AccessControl("CAN_MANAGE", null, null, TestBundle.Principal.UserName),
                new AccessControl("CAN_RUN", "ann.lee@nanba.example", null, null),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_bundle_may_ask_for_the_lock_to_be_taken_away()
    {
        var files = TestBundle.Of("""
            bundle: {name: forced, deployment: {lock: {force: true}}}
            workspace: {root_path: /Workspace/Shared/.bundle/forced}
            targets: {dev: }
            """);
        await sandbox.ApplyAsync(files);
        var other = Encoding.UTF8.GetBytes(
            """{"ID":"11111111-1111-1111-1111-111111111111","AcquisitionTime":"2026-01-02T03:04:05Z","IsForced":false,"User":"ann@nanba.example"}""");
        await sandbox.Workspace.Files.ImportFileAsync("/Workspace/Shared/.bundle/forced/state/deploy.lock", other, overwrite: true, Now);

        await sandbox.ApplyAsync(files);

        (await sandbox.Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/forced/state/deploy.lock", Now)).ShouldBeNull();
    }
}
