using System.Diagnostics;
using System.Text;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>In many checkouts the remote's address holds a token.</summary>
public sealed class RemoteTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    const string Token = "SECRET123";

    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task What_git_needs_to_sign_in_is_neither_printed_nor_kept()
    {
        await _program.Write(AllKinds.Named("cli-remote")).SignInAsync(sandbox);
        await GitAsync("init", "--quiet");
        await GitAsync(
            "-c", "user.name=Tom", "-c", "user.email=tom@nanba.example", "commit", "--quiet", "--allow-empty", "--message", "First");
        await GitAsync("remote", "add", "origin", $"https://ci-token:{Token}@github.com/nanba/elt.git");

        var valid = await _program.RunAsync("bundle validate -o json", exitCode: 0, Now);
        var deployed = await _program.RunAsync("bundle deploy", exitCode: 0, Now);

        var metadata = await sandbox.Workspace.Files.ExportAsync("/Workspace/Shared/.bundle/cli-remote/dev/state/metadata.json", Now);
        foreach (var text in new[] { valid.Output, Encoding.UTF8.GetString(metadata!) })
        {
            text.ShouldContain("https://github.com/nanba/elt.git");
            text.ShouldNotContain(Token);
        }

        (valid.Error + deployed.Output + deployed.Error).ShouldNotContain(Token);
    }

    async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start("git", ["-C", _program.Folder, .. arguments]);
        await git.WaitForExitAsync(Now);
        git.ExitCode.ShouldBe(0);
    }
}
