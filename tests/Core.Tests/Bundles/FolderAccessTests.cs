using System.Globalization;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary><c>validate</c> looks at the folders of a deployment: who reaches them beyond what the bundle says.</summary>
public sealed class FolderAccessTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Fact]
    public async Task After_a_deployment_the_folder_is_as_the_bundle_says()
    {
        await sandbox.ApplyAsync(Bundle("same"));

        (await sandbox.ValidateAsync(Bundle("same"))).Text().ShouldBe("");
    }

    [Fact]
    public async Task Whoever_reaches_it_besides_is_remarked_on_and_a_deployment_takes_it_away()
    {
        await sandbox.ApplyAsync(Bundle("open"));
        await GiveAsync(
            "/Workspace/Teams/open/dev", new("CAN_MANAGE", null, "readers", null), new("CAN_EDIT", "ann.lee@nanba.example", null, null));

        (await sandbox.ValidateAsync(Bundle("open"))).Text().ShouldBe("""
            Warning: the workspace folder /Teams/open/dev has permissions that the bundle does not configure
              at permissions
              in databricks.yml:2:14

            - level: CAN_MANAGE, group_name: readers
            - level: CAN_EDIT, user_name: ann.lee@nanba.example
            Add them to the bundle's permissions, or take them away from the folder.

            """);
        await sandbox.ApplyAsync(Bundle("open"));
        (await sandbox.ValidateAsync(Bundle("open"))).Text().ShouldBe("");
    }

    [Fact]
    public async Task Before_the_first_deployment_the_folder_above_counts()
    {
        await sandbox.Workspace.Files.MakeDirectoryAsync("/Workspace/Teams/fresh", Now);
        await GiveAsync("/Workspace/Teams/fresh", new AccessControl("CAN_READ", null, "everyone", null));

        (await sandbox.ValidateAsync(Bundle("fresh"))).Text().ShouldContain("the workspace folder /Teams/fresh has permissions");
        (await sandbox.Workspace.Files.StatusAsync("/Workspace/Teams/fresh/dev", Now)).ShouldBeNull();
    }

    [Fact]
    public async Task A_bundle_that_says_nothing_about_permissions_is_not_asked_about_them()
    {
        sandbox.ClearRequests();

        await sandbox.ValidateAsync(TestBundle.Of("bundle: {name: silent}\ntargets: {dev: }"));

        sandbox.Requests.ShouldBe(["GET /api/2.0/preview/scim/v2/Me"]);
    }

    [Fact]
    public async Task Permissions_that_may_not_be_read_are_no_error()
    {
        await sandbox.ApplyAsync(Bundle("closed"));
        sandbox.Faults.Add(
            new Fault { StandIn = "dev", Path = "*/permissions/directories/*", Status = 403, Body = """{"error_code":"PERMISSION_DENIED","message":"Not yours."}""" });

        var valid = await sandbox.ValidateAsync(Bundle("closed"));

        valid.IsValid.ShouldBeTrue();
        valid.Text().ShouldStartWith("Warning: the permissions of the workspace folder /Teams/closed/dev cannot be read");
    }

    async Task GiveAsync(string folder, params AccessControl[] entries)
    {
        var id = (await sandbox.Workspace.Files.StatusAsync(folder, Now))!.ObjectId!.Value.ToString(CultureInfo.InvariantCulture);
        await sandbox.Workspace.Permissions.PutAsync("directories", id, entries, Now);
    }

    static BundleFiles Bundle(string name) => TestBundle.Of($$"""
        bundle: {name: {{name}}}
        permissions: [{level: CAN_VIEW, group_name: readers}, {level: CAN_MANAGE, service_principal_name: {{TestBundle.Principal.UserName}} }]
        targets: {dev: {workspace: {root_path: /Workspace/Teams/{{name}}/dev} } }
        """);
}
