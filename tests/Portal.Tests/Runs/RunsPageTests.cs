using Bunit;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Board;
using ReleasePortal.Portal.Runs;

namespace ReleasePortal.Portal.Tests.Runs;

public sealed class RunsPageTests : PageTest
{
    [Fact]
    public async Task The_page_tells_rows_runs_and_that_the_schedule_is_paused()
    {
        await Portal.ReleaseInDevAsync();

        var page = See<RunsPage>(TestPortal.Nora, ("Stage", "dev"));

        page.WaitForAssertion(() => page.Find(".facts.runs").TextContent.ShouldContain("360 rows"), TimeSpan.FromSeconds(10));
        page.Find(".lede").TextContent.ShouldBe("The last run succeeded.");
        page.Markup.ShouldContain("Its schedule is paused");
        page.Markup.ShouldNotContain("up to under");
        page.Find("tbody tr").TextContent.ShouldContain("Check of a deployment");
        page.Find("svg.runchart").GetAttribute("aria-label").ShouldNotBeNull().ShouldStartWith("1 run, 1 succeeded");
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Run the job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stage_without_a_job_says_so()
    {
        var page = See<RunsPage>(TestPortal.Jonas, ("Stage", "prod"));

        page.WaitForAssertion(
            () => page.Markup.ShouldContain("No deployment has brought the job into prod yet."), TimeSpan.FromSeconds(10));
        page.Find(".acts button").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task An_administrator_starts_a_run_and_the_audit_tells_it()
    {
        await Portal.ReleaseInDevAsync();
        var page = See<RunsPage>(TestPortal.Jonas, ("Stage", "dev"));
        page.WaitForAssertion(() => page.Find(".acts button").HasAttribute("disabled").ShouldBeFalse(), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.Find(".acts button").ClickAsync(new()));

        page.WaitForAssertion(() => page.Markup.ShouldContain("By hand"), TimeSpan.FromSeconds(20));
        (await Portal.ReadAsync(db => db.Audit.SingleAsync(entry => entry.Action == "started a run", Soon))).Actor.ShouldBe(
            TestPortal.Jonas.Name);
    }

    [Fact]
    public async Task The_board_shows_rows_in_the_lane()
    {
        await Portal.ReleaseInDevAsync();

        var board = See<BoardPage>(TestPortal.Nora);

        board.WaitForAssertion(
            () => board.Find("section[aria-label='Stage dev']").TextContent.ShouldContain("360 rows bronze"), TimeSpan.FromSeconds(10));
    }
}
