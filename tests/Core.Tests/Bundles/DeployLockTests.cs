using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Whatever goes wrong once, the lock does not stay behind: the next deployment has another id and would
/// have to wait for nobody.</summary>
public sealed class DeployLockTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>, IDisposable
{
    /// <summary>A call that hangs while the lock is given back is tried again soon.</summary>
    static readonly DatabricksRetry Impatient = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1),
        Attempt = TimeSpan.FromMilliseconds(300),
        Total = TimeSpan.FromSeconds(10)
    };

    static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => sandbox.Faults.Clear();

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task No_call_that_is_cut_off_leaves_the_lock(FaultMoment moment)
    {
        var isHit = true;
        for (var calls = 0; isHit; calls++)
        {
            var strikes = sandbox.Faults.Strikes;
            sandbox.Faults.Add(new Fault { StandIn = "dev", Skip = calls, Reset = true, When = moment });
            await Record.ExceptionAsync(() => sandbox.ApplyAsync(Bundle("cut")));
            isHit = sandbox.Faults.Strikes > strikes;
            sandbox.Faults.Clear();

            await ShouldBeFreeAsync("cut", calls);
        }
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task No_moment_to_interrupt_a_deployment_leaves_the_lock(FaultMoment moment)
    {
        var isHit = true;
        for (var calls = 0; isHit; calls++)
        {
            using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(Now);
            var strikes = sandbox.Faults.Strikes;
            sandbox.Faults.Add(new Fault { StandIn = "dev", Skip = calls, Hang = true, When = moment });
            var deployment = sandbox.ApplyAsync(Bundle("stop"), sandbox.With(Impatient), interrupted.Token);
            while (!deployment.IsCompleted && sandbox.Faults.Strikes == strikes)
            {
                await Task.Delay(1, Now);
            }

            isHit = sandbox.Faults.Strikes > strikes;
            await interrupted.CancelAsync();
            await Record.ExceptionAsync(() => deployment);
            sandbox.Faults.Clear();

            await ShouldBeFreeAsync("stop", calls);
        }
    }

    static BundleFiles Bundle(string name) => TestBundle.Of($$"""
        bundle: {name: {{name}}}
        workspace: {root_path: /Workspace/Shared/.bundle/{{name}}/dev}
        resources:
          jobs:
            j: {name: {{name}}}
        targets: {dev: }
        """);

    async Task ShouldBeFreeAsync(string name, int calls) =>
        (await sandbox.Workspace.Files.StatusAsync($"/Workspace/Shared/.bundle/{name}/dev/state/deploy.lock", Now)).ShouldBeNull(
            $"after {calls} calls");
}
