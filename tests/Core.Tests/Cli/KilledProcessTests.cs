using ReleasePortal.Core.Tests.Bundles;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>A process that is really killed after one of its calls; the workspace answers nothing from then on.</summary>
public sealed class KilledProcessTests
{
    /// <summary>Sandboxes side by side, for it is the start of processes that takes the time.</summary>
    const int AtOnce = 4;

    int _next = -1;
    int _survivor = int.MaxValue;

    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deployment_killed_after_any_call_is_finished_by_the_next()
    {
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => KillOneAfterAnotherAsync()));

        _survivor.ShouldBeInRange(30, 80);
    }

    /// <summary>Until one lives, because it makes fewer calls than it may.</summary>
    async Task KillOneAfterAnotherAsync()
    {
        await using var sandbox = new SandboxWorkspace();
        await sandbox.InitializeAsync();
        for (var calls = Interlocked.Increment(ref _next); calls < _survivor; calls = Interlocked.Increment(ref _next))
        {
            using var program = await new CommandLineProgram().SignInAsync(sandbox);
            var name = $"killed-{calls}";
            program.Write(AllKinds.Named(name));
            if (!await IsKilledAsync(sandbox, program, calls))
            {
                _survivor = Math.Min(_survivor, calls);
            }

            await program.RunAsync("bundle deploy --force-lock", exitCode: 0, Now);

            AllKinds.CountIn(sandbox, name).ShouldBe(AllKinds.Once, name);
            (await sandbox.PlanAsync(AllKinds.Named(name))).IsEmpty().ShouldBeTrue(name);
        }
    }

    static async Task<bool> IsKilledAsync(SandboxWorkspace sandbox, CommandLineProgram program, int calls)
    {
        var strikes = sandbox.Faults.Strikes;
        sandbox.Faults.Add(new Fault { StandIn = "dev", Skip = calls, Times = null, Hang = true, When = FaultMoment.After });
        using var process = program.Start("bundle deploy");
        while (!process.HasExited && sandbox.Faults.Strikes == strikes)
        {
            await Task.Delay(10, Now);
        }

        var isKilled = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(Now);
        sandbox.Faults.Clear();
        return isKilled;
    }
}
