using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A quarantined release goes no further, wherever it waits.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_deployment_that_waits_for_its_turn_is_cancelled()
    {
        var release = await _portal.ReleaseInDevAsync();
        await _portal.ApproveAsync(await _portal.RequestAsync("test", release), TestPortal.Marek);

        await QuarantineAsync(release);

        var deployment = await _portal.LastDeploymentAsync("test");
        (deployment.State, deployment.Reason).ShouldBe((RunState.Cancelled, "Jonas Lindqvist quarantined the release: Totals are wrong"));
        await _portal.DeployAsync("test");
        (await _portal.LiveAsync("test")).ShouldBeNull();
    }

    [Fact]
    public async Task A_deployment_that_starts_at_the_same_moment_is_not_carried_out()
    {
        var release = await _portal.FindReleaseAsync();
        await _portal.ReadAsync(db => db.Releases.Where(row => row.Number == release).ExecuteUpdateAsync(
            row => row.SetProperty(item => item.QuarantinedAt, DateTimeOffset.UtcNow).SetProperty(item => item.QuarantineReason, "Totals are wrong"), Soon));

        var deployment = await _portal.DeployAsync("dev");

        (deployment.State, deployment.Reason).ShouldBe((RunState.Cancelled, "The release is quarantined: Totals are wrong"));
        _portal.Sandbox.Databricks["dev"].Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_board_marks_it_and_offers_it_to_no_further_stage()
    {
        var release = await _portal.ReleaseInDevAsync();
        (await DevAsync()).ReadyFor.ShouldBe("test");

        await QuarantineAsync(release);

        var lane = await DevAsync();
        (lane.Live?.Number, lane.Quarantine, lane.ReadyFor).ShouldBe((release, "Totals are wrong", null));
    }

    async Task QuarantineAsync(int release) =>
        (await _portal.Get<QuarantineRelease>().RunAsync(TestPortal.Elt, release, "Totals are wrong", TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();

    async Task<LaneView> DevAsync() => (await _portal.Get<ReadBoard>().RunAsync(TestPortal.Elt, Soon)).Lanes[0];
}
