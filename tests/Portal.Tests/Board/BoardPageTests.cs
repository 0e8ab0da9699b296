using Bunit;
using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Board;

namespace ReleasePortal.Portal.Tests.Board;

public sealed class BoardPageTests : PageTest
{
    [Fact]
    public void A_new_pipeline_says_that_nothing_is_there_yet()
    {
        var page = See<BoardPage>(TestPortal.Helen);

        page.FindAll(".lane").Count.ShouldBe(3);
        page.Markup.ShouldContain("Nothing was deployed here yet");
        page.Markup.ShouldContain("No release yet");
    }

    [Fact]
    public async Task What_is_live_in_dev_can_be_promoted_to_test()
    {
        var release = await Portal.ReleaseInDevAsync();

        var page = See<BoardPage>(TestPortal.Helen);

        page.Find("section[aria-label='Stage dev'] .chip").TextContent.Trim().ShouldBe("Succeeded");
        page.Find("section[aria-label='Stage dev'] .foot a")
            .GetAttribute("href")
            .ShouldBe($"/elt/promotions/new?release={release}&stage=test");
        page.Find(".matrix .tag").TextContent.ShouldBe("Live");
    }

    [Fact]
    public async Task A_viewer_sees_the_same_without_the_buttons()
    {
        await Portal.ReleaseInDevAsync();

        var page = See<BoardPage>(TestPortal.Nora);

        page.FindAll("a[href*='promotions/new']").ShouldBeEmpty();
        page.Markup.ShouldContain("Ready for test");
    }

    [Fact]
    public async Task A_request_appears_on_an_open_board_by_itself()
    {
        var release = await Portal.ReleaseInDevAsync();
        await Get<RememberPerson>().RunAsync(TestPortal.Marek, Soon);
        var page = See<BoardPage>(TestPortal.Marek);
        page.Markup.ShouldContain("Nothing waits for you.");

        await Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", release, "It is ready", TestPortal.Helen, Soon);

        page.WaitForAssertion(() =>
        {
            page.Find(".inbox .what").TextContent.ShouldStartWith("Sign ");
            page.Find(".gate.on .txt").TextContent.ShouldContain("0 of 1 given");
            page.Find(".gate.on .need").TextContent.ShouldContain("you");
        });
    }

    [Fact]
    public async Task A_board_that_stands_still_because_of_GitHub_says_so_until_GitHub_answers()
    {
        await Portal.ReleaseInDevAsync();
        var page = See<BoardPage>(TestPortal.Helen);
        page.FindAll("[role=alert]").ShouldBeEmpty();
        Portal.Sandbox.Faults.Add(new() { StandIn = "github", Path = "/api/v3/repos/*", Status = 404, Times = null });

        await Should.ThrowAsync<GitHubException>(() => Get<WatchReleases>().RunAsync(Portal.Pipeline, Soon));

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("GitHub could not be read"));
        Portal.Sandbox.Faults.Clear();
        await Get<WatchReleases>().RunAsync(Portal.Pipeline, Soon);
        page.WaitForAssertion(() => page.FindAll("[role=alert]").ShouldBeEmpty());
    }
}
