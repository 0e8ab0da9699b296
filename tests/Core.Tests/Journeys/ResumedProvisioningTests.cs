using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Core.Tests.Journeys;

public sealed class ResumedProvisioningTests : JourneyTest
{
    [Fact]
    public async Task What_was_written_before_the_portal_was_killed_counts_as_written()
    {
        await KillAsync();
        await Portal.RestartAsync();
        var resumed = await UntilOverAsync();

        // The sandbox has the bundle's catalog and schema from the beginning.
        var resources = Plan.FromJson(resumed.Promotion.PlanJson!).Resources.Resources;
        var made = resources.Count(resource => resource.Kind is not ("Catalog" or "Schema"));
        var step = resumed.Step(nameof(ProvisionResources));
        step.Attempt.ShouldBe(2);
        step.Outcome.ShouldBe($"{made} created, 0 updated, {resources.Count - made} unchanged");
    }

    [Fact]
    public async Task What_was_approved_and_is_no_longer_described_is_neither_called_done_nor_forgotten()
    {
        await KillAsync();
        Portal.Settings["Pipelines:elt:Stages:0:Infrastructure:Locks"] = "false";
        await Portal.RestartAsync();
        var resumed = await UntilOverAsync();

        resumed.State.ShouldBe(RunState.Failed);
        resumed.Reason.ShouldNotBeNull()
            .ShouldContain("Lock release-portal on stdlukdev is in the approved plan, but the settings no longer describe it.");
        var view = (await Portal.Get<ReadDeployment>().RunAsync(TestPortal.Elt, resumed.Number, Soon))!;
        view.Resources.ShouldAllBe(resource => resource.State != ApplyState.Unchanged);
    }

    /// <summary>While the container of dev is being made.</summary>
    async Task KillAsync()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Path = "*/containers/bronze", Hang = true });
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var running = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", killed.Token);
        while (!running.IsCompleted && Portal.Sandbox.Faults.Strikes == 0)
        {
            await Task.Delay(20, Soon);
        }

        await killed.CancelAsync();
        await Task.WhenAny(running);
    }

    /// <summary>The lease of the killed portal must end first.</summary>
    async Task<Deployment> UntilOverAsync()
    {
        while (await Portal.DeployAsync("dev") is { IsOver: false })
        {
            await Task.Delay(50, Soon);
        }

        return await Portal.LastDeploymentAsync("dev");
    }
}
