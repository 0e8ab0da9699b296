using System.Diagnostics;
using System.Globalization;
using ReleasePortal.Core.Tests.Bundles;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>Ctrl+C, and the signal with which CI ends a job.</summary>
public sealed class SignalTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    readonly CommandLineProgram _program = new();

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        sandbox.Faults.Clear();
        _program.Dispose();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_deployment_that_is_told_to_end_gives_the_lock_back_and_is_finished_by_the_next(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals.");
        var name = $"signal-{signal.ToLowerInvariant()}";
        (await _program.SignInAsync(sandbox)).Write(AllKinds.Named(name));
        var strikes = sandbox.Faults.Strikes;
        sandbox.Faults.Add(new Fault { Path = "*/jobs/create", Hang = true, When = FaultMoment.After });
        using var process = _program.Start("bundle deploy");
        while (!process.HasExited && sandbox.Faults.Strikes == strikes)
        {
            await Task.Delay(10, Now);
        }

        using (var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Now);
        }

        (await process.StandardError.ReadToEndAsync(Now)).ShouldEndWith("Interrupted.\n");
        await process.WaitForExitAsync(Now);
        process.ExitCode.ShouldBe(130);
        (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/{name}/dev/state/deploy.lock", Now)).ShouldBeNull();
        await _program.RunAsync("bundle deploy", exitCode: 0, Now);
        AllKinds.CountIn(sandbox, name).ShouldBe(AllKinds.Once);
    }
}
