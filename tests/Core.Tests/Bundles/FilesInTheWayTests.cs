using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Files that people put between those of a deployment stay, unless nothing can be deployed over them.</summary>
public sealed class FilesInTheWayTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_became_a_file_and_holds_a_foreign_one_is_named()
    {
        await sandbox.ApplyAsync(Bundle("way", "c/z/own.txt"));
        await PutAsync("way", "c/z/foreign.txt");
        var next = Bundle("way", "c/z");
        sandbox.ClearRequests();

        var planned = await sandbox.TryPlanAsync(next);
        var deployed = await Should.ThrowAsync<BundleInvalidException>(() => sandbox.ApplyAsync(next));

        const string Words = "c/z/foreign.txt in /Workspace/Shared/.bundle/way/dev/files is no file of this bundle and stands where the bundle has a file of the same name. Take it away.";
        planned.ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().Summary.ShouldBe(Words);
        deployed.Message.ShouldContain(Words);
        sandbox.Requests.ShouldNotContain(
            call => call.Contains("/files/", StringComparison.Ordinal) && call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_file_where_the_bundle_has_a_folder_is_named_and_another_one_stays()
    {
        await sandbox.ApplyAsync(Bundle("stay", "a.txt"));
        await PutAsync("stay", "other.txt");
        await sandbox.ApplyAsync(Bundle("stay", "b.txt"));
        (await sandbox.Workspace.Files.StatusAsync("/Workspace/Shared/.bundle/stay/dev/files/other.txt", Now)).ShouldNotBeNull();
        await PutAsync("stay", "folder");

        var planned = await sandbox.TryPlanAsync(Bundle("stay", "folder/own.txt"));

        planned.ShouldBeOfType<BundlePlanOutcome.Invalid>().Diagnostics.ShouldHaveSingleItem().Summary
            .ShouldContain("folder in /Workspace/Shared/.bundle/stay/dev/files");
    }

    Task PutAsync(string bundle, string path) =>
        sandbox.Workspace.Files.ImportFileAsync(
            $"/Workspace/Shared/.bundle/{bundle}/dev/files/{path}", "x"u8.ToArray(), overwrite: true, Now);

    static BundleFiles Bundle(string name, string file) =>
        TestBundle.Of(
            ("databricks.yml",
                $"bundle: {{name: {name}}}\ntargets: {{dev: {{workspace: {{root_path: /Workspace/Shared/.bundle/{name}/dev}}}}}}\n"),
                (file, "x"));
}
