using System.Diagnostics;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary><c>bundle validate</c> where continuous integration runs it.</summary>
public sealed class ValidateCommandTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_commit_that_no_branch_has_checked_out_is_on_no_branch()
    {
        _program.Write(TestBundle.Of("""
            bundle: {name: detached, git: {branch: main}}
            resources: {jobs: {j: {name: 'of ${bundle.git.commit}'}}}
            targets: {prod: {mode: production, workspace: {root_path: /Workspace/Shared/detached}}}
            """));
        await GitAsync("init --quiet --initial-branch=work");
        await GitAsync("-c user.name=Ann -c user.email=ann@nanba.example commit --quiet --allow-empty --message=First");
        (await RunAsync("bundle validate", exitCode: 1)).Output.ShouldContain("actual: work");

        await GitAsync("checkout --quiet --detach");

        var bundle = JsonNode.Parse((await RunAsync("bundle validate -o json", exitCode: 0)).Output)!;
        ((string?)bundle["bundle"]!["git"]!["branch"]).ShouldBe("main");
        ((string?)bundle["resources"]!["jobs"]!["j"]!["name"]).ShouldNotBe("of ");
    }

    [Fact]
    public async Task What_only_a_validation_finds_stops_no_plan()
    {
        _program.Write(TestBundle.Of("""
            bundle: {name: no-compute}
            resources: {jobs: {j: {name: j, tasks: [{task_key: t, spark_python_task: {python_file: /Workspace/x.py}}]}}}
            targets: {dev: }
            """));

        (await RunAsync("bundle validate", exitCode: 1)).Output.ShouldContain("Error: Missing required cluster or environment settings");
        (await RunAsync("bundle plan", exitCode: 0)).Output.ShouldStartWith("create jobs.j\n");
    }

    async Task GitAsync(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _program.Folder, .. arguments.Split(' ')]) { UseShellExecute = false })!;
        await git.WaitForExitAsync(Now);
        git.ExitCode.ShouldBe(0);
    }

    async Task<CommandLineResult> RunAsync(string arguments, int exitCode)
    {
        _program.With("DATABRICKS_HOST", sandbox.Workspace.Url.ToString()).With("DATABRICKS_TOKEN", await sandbox.TokenAsync());
        var result = await _program.RunAsync(arguments, Now);
        result.ExitCode.ShouldBe(exitCode, result.Output + result.Error);
        return result;
    }
}
