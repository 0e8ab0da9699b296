using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>What is kept beside a bundle on a person's machine.</summary>
public sealed class LocalStateTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    string Folder => Path.Combine(_program.Folder, ".databricks", "bundle", "dev");

    public void Dispose()
    {
        sandbox.Faults.Clear();
        _program.Dispose();
    }

    [Fact]
    public async Task The_state_of_one_workspace_says_nothing_about_another()
    {
        await DeployAsync("dev", "One");
        await DeployAsync("test", "One");
        await DeployAsync("test", "Two");
        await DeployAsync("dev", "Three");

        Jobs("dev").ShouldBe(["Three"]);
        Jobs("test").ShouldBe(["Two"]);
        await To("test").RunAsync("bundle destroy --auto-approve", exitCode: 0, Now);
        Jobs("test").ShouldBeEmpty();
        await To("dev").RunAsync("bundle destroy --auto-approve", exitCode: 0, Now);
        Jobs("dev").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_does_that_of_another_folder_of_the_same_workspace()
    {
        await DeployAsync("dev", "Here", folder: "here");
        await DeployAsync("dev", "There", folder: "there");
        await DeployAsync("dev", "There2", folder: "there");
        await DeployAsync("dev", "Here2", folder: "here");

        Jobs("dev", "here", "there").Order(StringComparer.Ordinal).ShouldBe(["Here2", "There2"]);
    }

    [Fact]
    public async Task A_state_that_the_Databricks_CLI_left_is_continued()
    {
        await DeployAsync("dev", "Kept", folder: "kept");
        File.Delete(Path.Combine(Folder, "belongs-to.json"));
        await sandbox.Workspace.Files.DeleteAsync("/Workspace/Shared/.bundle/kept/state/resources.json", recursive: false, Now);

        await DeployAsync("dev", "Kept2", folder: "kept");

        Jobs("dev", "kept").ShouldBe(["Kept2"]);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_may_read_it()
    {
        await (await _program.Write(Bundle("Secret", "secret")).SignInAsync(sandbox)).RunAsync("bundle validate", exitCode: 0, Now);
        sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.0/permissions/jobs/*", Hang = true, Times = null });
        using (var process = _program.Start("bundle deploy"))
        {
            while (!process.HasExited && sandbox.Faults.Strikes == 0)
            {
                await Task.Delay(10, Now);
            }

            ShouldBeMine("resources.json.wal");
            process.Kill();
            await process.WaitForExitAsync(Now);
        }

        sandbox.Faults.Clear();
        File.SetUnixFileMode(
            Path.Combine(Folder, "resources.json.wal"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await _program.RunAsync("bundle deploy --force-lock", exitCode: 0, Now);

        ShouldBeMine("resources.json");
        ShouldBeMine("belongs-to.json");
    }

    [UnsupportedOSPlatform("windows")]
    void ShouldBeMine(string file) =>
        File.GetUnixFileMode(Path.Combine(Folder, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);

    async Task DeployAsync(string stage, string job, string folder = "hosts")
    {
        await _program.Write(Bundle(job, folder)).SignInAsync(sandbox);
        await To(stage).RunAsync("bundle deploy", exitCode: 0, Now);
    }

    CommandLineProgram To(string stage) => _program.With("DATABRICKS_HOST", sandbox.Host.Uris.Workspaces[stage].ToString());

    /// <summary>The names of those that were deployed from the folders.</summary>
    IEnumerable<string> Jobs(string stage, params string[] folders) =>
        from job in sandbox.Host.Databricks[stage].Jobs.Values
        let settings = (JsonObject)job["settings"]!
        where (folders is [] ? ["hosts"] : folders).Contains($"{settings["tags"]!["folder"]}")
        select $"{settings["name"]}";

    static BundleFiles Bundle(string job, string folder) => TestBundle.Of($$"""
        bundle: {name: hosts}
        workspace: {root_path: '/Workspace/Shared/.bundle/{{folder}}'}
        targets: {dev: }
        resources: {jobs: {j: {name: {{job}}, tags: {folder: {{folder}}}, permissions: [{level: CAN_VIEW, group_name: readers}] } } }
        """);
}
