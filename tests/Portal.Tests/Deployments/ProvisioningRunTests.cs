using Bunit;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Deployments;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Deployments;

/// <summary>What people see while a deployment is at the resources, and when it cannot make them.</summary>
public sealed class ProvisioningRunTests : PageTest
{
    [Fact]
    public async Task When_the_resources_cannot_be_made_the_release_is_not_blamed()
    {
        const string Answer = """{"error":{"code":"BadRequest","message":"Not like this."}}""";
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Method = "PUT", Path = "*/vaults/kv-dev-dbws", Status = 400, Times = null, Body = Answer });
        await Portal.FindReleaseAsync();
        var deployment = await Portal.DeployAsync("dev");
        deployment.State.ShouldBe(RunState.Failed);

        var page = See<DeploymentPage>(TestPortal.Jonas, ("Number", deployment.Number));

        var note = page.WaitForElement(".note.s-fail");
        note.TextContent.ShouldContain("The release is not at fault: request it anew");
        note.QuerySelectorAll("a")
            .Select(button => button.TextContent.Trim())
            .ShouldBe([$"Promote {deployment.Release.Commit.Short} to dev", "Open the infrastructure"]);
        note.QuerySelectorAll("button").ShouldBeEmpty();
    }

    [Fact]
    public async Task While_it_runs_the_page_names_it_and_counts()
    {
        Portal.Sandbox.Faults.Add(new() { StandIn = "arm", Method = "PUT", Path = "*/containers/bronze", Hang = true });
        await Portal.FindReleaseAsync();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var running = Portal.Get<DeploymentRunner>().RunNextAsync(TestPortal.Elt, "dev", killed.Token);
        while (!running.IsCompleted && Portal.Sandbox.Faults.Strikes == 0)
        {
            await Task.Delay(20, Soon);
        }

        var lede = See<InfrastructurePage>(TestPortal.Nora).WaitForElement(".lede a").ParentElement!;

        var deployment = await Portal.LastDeploymentAsync("dev");
        lede.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/elt/deployments/{deployment.Number}");
        lede.TextContent.Trim().ShouldMatch($@"^{deployment.Release.Commit.Short} to dev\s+is making it: \d+ of \d+ done");
        await killed.CancelAsync();
        await Task.WhenAny(running);
    }
}
