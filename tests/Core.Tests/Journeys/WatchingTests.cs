using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A look at GitHub that does not go well.</summary>
public sealed class WatchingTests : JourneyTest
{
    [Fact]
    public async Task A_release_that_cannot_be_archived_does_not_keep_the_next_one()
    {
        var sick = await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "One", new Dictionary<string, string?> { ["bundle/docs/one.md"] = "1" }, Soon);
        Portal.Sandbox.Faults.Add(new() { StandIn = "github", Path = $"*tarball/{sick}", Status = 404, Times = null });
        await Should.ThrowAsync<GitHubException>(LookAsync);
        await Portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Two", new Dictionary<string, string?> { ["bundle/docs/two.md"] = "2" }, Soon);

        (await Should.ThrowAsync<GitHubException>(LookAsync)).Message.ShouldContain(sick);

        var releases = await Portal.ReadAsync(db => db.Releases.OrderBy(row => row.Number).ToListAsync(Soon));
        releases.Select(release => release.BundleDigest is not null).ShouldBe([false, true]);
        Portal.Get<GitHubLooks>().Last(TestPortal.Elt)!.Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_check_that_turned_red_after_dev_keeps_the_release_from_test()
    {
        var release = await Portal.ReleaseInDevAsync();
        Portal.Sandbox.Faults.Add(new()
        {
            StandIn = "github",
            Path = $"*/commits/{Portal.Sandbox.GitHub.Head}/check-runs",
            Status = 200,
            Times = null,
            Body = """{"total_count":1,"check_runs":[{"id":1,"name":"Late check","status":"completed","conclusion":"failure","started_at":"2026-01-01T00:00:00Z","completed_at":"2026-01-01T00:00:01Z","head_sha":"x","url":"","html_url":"","output":{"title":"1 finding"},"check_suite":{"id":1}}]}""",
        });

        var outcome = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", release, null, TestPortal.Helen, Soon);

        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(["Its checks on GitHub failed."]);
    }

    Task LookAsync() => Portal.Get<WatchReleases>().RunAsync(Portal.Pipeline, Soon);
}
