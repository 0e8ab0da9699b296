using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A person who sees that the wrong thing is being made can stop it.</summary>
public sealed class CancelledProvisioningTests : JourneyTest
{
    [Fact]
    public async Task Nothing_more_is_begun_and_the_next_deployment_waits_for_what_Azure_goes_on_with()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new()
        {
            StandIn = "arm",
            Method = "GET",
            Path = "*/locations/*peration*",
            Status = 202,
            RetryAfterSeconds = 0,
            Body = """{"status":"InProgress"}""",
            Times = null,
        });
        var running = Portal.DeployAsync("dev");
        await UntilAsync(() => Writes("/storageAccounts/stdlukdev") > 0);
        (await Portal.Get<CancelDeployment>().RunAsync(TestPortal.Elt, 1, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();

        var cancelled = await running;

        cancelled.State.ShouldBe(RunState.Cancelled);
        cancelled.Reason.ShouldBe("Cancelled by Helen Brandt.");
        var step = cancelled.Step(nameof(ProvisionResources));
        step.State.ShouldBe(RunState.Cancelled);
        step.Outcome.ShouldNotBeNull().ShouldStartWith("Stopped: ");
        step.Outcome.ShouldContain("Storage account stdlukdev");
        step.Journal[ProvisionResources.Pending].ShouldContain("stdlukdev");
        Writes("/containers/bronze").ShouldBe(0);

        Portal.Sandbox.Faults.Clear();
        await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "Go on." }, Soon);
        await Portal.ReleaseInDevAsync();
        Writes("/storageAccounts/stdlukdev").ShouldBe(1);
        (await Portal.ReadAsync(db => db.LogLines.Select(line => line.Text).ToListAsync(Soon)))
            .ShouldContain(text => text.StartsWith("Azure was still working on", StringComparison.Ordinal));
    }

    int Writes(string resource) => Portal.Sandbox.Requests.All.Count(
        request => request.Method == "PUT" && request.Path.Split('?')[0].EndsWith(resource, StringComparison.Ordinal));

    static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
        {
            await Task.Delay(20, Soon);
        }
    }
}
