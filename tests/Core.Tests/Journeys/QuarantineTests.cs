using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A quarantined release goes no further, wherever it waits.</summary>
public sealed class QuarantineTests : JourneyTest
{
    [Fact]
    public async Task A_deployment_that_waits_for_its_turn_is_cancelled()
    {
        var release = await Portal.ReleaseInDevAsync();
        await Portal.ApproveAsync(await Portal.RequestAsync("test", release), TestPortal.Marek);

        await QuarantineAsync(release);

        var deployment = await Portal.LastDeploymentAsync("test");
        (deployment.State, deployment.Reason).ShouldBe((RunState.Cancelled, "Jonas Lindqvist quarantined the release: Totals are wrong"));
        await Portal.DeployAsync("test");
        (await Portal.LiveAsync("test")).ShouldBeNull();
    }

    [Fact]
    public async Task A_deployment_that_starts_at_the_same_moment_is_not_carried_out()
    {
        var release = await Portal.FindReleaseAsync();
        await Portal.ReadAsync(db => db.Releases.Where(row => row.Number == release).ExecuteUpdateAsync(
            row => row.SetProperty(item => item.QuarantinedAt, DateTimeOffset.UtcNow)
                .SetProperty(item => item.QuarantineReason, "Totals are wrong"), Soon));

        var deployment = await Portal.DeployAsync("dev");

        (deployment.State, deployment.Reason).ShouldBe((RunState.Cancelled, "The release is quarantined: Totals are wrong"));
        Portal.Sandbox.Databricks["dev"].Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_board_marks_it_and_offers_it_to_no_further_stage()
    {
        var release = await Portal.ReleaseInDevAsync();
        (await DevAsync()).ReadyFor.ShouldBe("test");

        await QuarantineAsync(release);

        var lane = await DevAsync();
        (lane.Live?.Number, lane.Quarantine, lane.ReadyFor).ShouldBe((release, "Totals are wrong", null));
    }

    async Task QuarantineAsync(int release) =>
        (await Portal.Get<QuarantineRelease>()
            .RunAsync(TestPortal.Elt, release, "Totals are wrong", TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();

    async Task<LaneView> DevAsync() => (await Portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0];
}
