using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Tests.Journeys;

public sealed class ResumedProvisioningTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_was_written_before_the_portal_was_killed_counts_as_written()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Path = "*/containers/bronze", Hang = true });
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var running = _portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", killed.Token);
        while (!running.IsCompleted && _portal.Sandbox.Faults.Strikes == 0)
        {
            await Task.Delay(20, Soon);
        }

        await killed.CancelAsync();
        await Task.WhenAny(running);
        await _portal.RestartAsync();
        var resumed = await UntilOverAsync();

        // The sandbox has the bundle's catalog and schema from the beginning.
        var resources = Plan.FromJson(resumed.Promotion.PlanJson!).Resources.Resources;
        var made = resources.Count(resource => resource.Kind is not ("Catalog" or "Schema"));
        var step = resumed.Step(nameof(ProvisionResources));
        step.Attempt.ShouldBe(2);
        step.Outcome.ShouldBe($"{made} created, 0 updated, {resources.Count - made} unchanged");
    }

    /// <summary>The lease of the killed portal must end first.</summary>
    async Task<Deployment> UntilOverAsync()
    {
        while (await _portal.DeployAsync("dev") is { IsOver: false })
        {
            await Task.Delay(50, Soon);
        }

        return await _portal.LastDeploymentAsync("dev");
    }
}
