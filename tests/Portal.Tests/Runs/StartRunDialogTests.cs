using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Runs;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Runs;

namespace ReleasePortal.Portal.Tests.Runs;

/// <summary>Before the job of the last stage is run by hand, the portal asks.</summary>
public sealed class StartRunDialogTests : PageTest
{
    [Fact]
    public async Task In_prod_the_consequence_is_told_and_nothing_runs_until_it_is_confirmed()
    {
        var page = await RunsInProdAsync();
        var before = RunsInProd();

        await page.InvokeAsync(() => Button(page, "Run the job in prod").Click());

        var dialog = page.WaitForElement("[role=dialog]");
        dialog.TextContent.ShouldContain("It writes the tables of prod anew, now rather than at its time.");
        RunsInProd().ShouldBe(before);
        await page.InvokeAsync(() => Button(page, "Run it in prod").ClickAsync(new()));
        page.WaitForAssertion(() => RunsInProd().ShouldBe(before + 1));
        page.FindAll("[role=dialog]").ShouldBeEmpty();
        var told = await Portal.ReadAsync(
            db => db.Audit.Where(entry => entry.Subject == "job in prod").OrderBy(entry => entry.Sequence).FirstAsync(Soon));
        told.Actor.ShouldBe(TestPortal.Jonas.Name);
    }

    [Fact]
    public async Task Back_starts_nothing_and_leaves_no_trace_in_the_audit()
    {
        var page = await RunsInProdAsync();
        var before = RunsInProd();
        await page.InvokeAsync(() => Button(page, "Run the job in prod").Click());
        page.WaitForElement("[role=dialog]");

        await page.InvokeAsync(() => Button(page, "Back").ClickAsync(new()));

        await NothingHappenedAsync(page, before);
    }

    [Fact]
    public async Task The_dialog_is_one_for_the_keyboard()
    {
        var page = await RunsInProdAsync();
        await page.InvokeAsync(() => Button(page, "Run the job in prod").Click());

        var dialog = page.WaitForElement("[role=dialog]");

        // Real buttons in the order back, go: Tab and Enter need nothing else, and the focus stays between the two traps.
        dialog.QuerySelectorAll("button").Select(button => button.TextContent.Trim()).ShouldBe(["Back", "Run it in prod"]);
        dialog.QuerySelectorAll("button")
            .ShouldAllBe(button => !button.HasAttribute("disabled") && button.GetAttribute("tabindex") != "-1");
        page.FindAll(".mud-focus-trap, [class*=focus-trap]").ShouldNotBeEmpty();
        dialog.GetAttribute("aria-modal").ShouldBe("true");
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Helen")]
    public async Task Only_an_administrator_is_offered_it_and_only_an_administrator_may(string name)
    {
        await Portal.ReleaseInDevAsync();
        var person = name is "Nora" ? TestPortal.Nora : TestPortal.Helen;

        var page = See<RunsPage>(person, ("Stage", "dev"));

        page.WaitForAssertion(() => page.Find(".facts.runs").TextContent.ShouldContain("360 rows"));
        page.FindAll(".acts button").ShouldBeEmpty();
        (await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", person, Soon)).ShouldBeOfType<Outcome.Refused>();
    }

    async Task<IRenderedComponent<IComponent>> RunsInProdAsync()
    {
        var promotion = await Portal.RequestAsync("prod", await Portal.ReleaseInTestAsync());
        await Portal.ApproveAsync(promotion, TestPortal.Marek);
        await Portal.ApproveAsync(promotion, TestPortal.Amara);
        (await Portal.DeployAsync("prod")).State.ShouldBe(RunState.Succeeded);
        var page = See<RunsPage>(TestPortal.Jonas, ("Stage", "prod"));
        page.WaitForAssertion(() => Button(page, "Run the job in prod").HasAttribute("disabled").ShouldBeFalse());
        return page;
    }

    async Task NothingHappenedAsync(IRenderedComponent<IComponent> page, int before)
    {
        page.WaitForAssertion(() => page.FindAll("[role=dialog]").ShouldBeEmpty());
        RunsInProd().ShouldBe(before);
        (await Portal.ReadAsync(db => db.Audit.CountAsync(entry => entry.Subject == "job in prod", Soon))).ShouldBe(0);
    }

    int RunsInProd() => Portal.Sandbox.Requests.All.Count(
        request => request.StandIn == "prod" && request.Path.StartsWith("/api/2.2/jobs/run-now", StringComparison.Ordinal));

    static IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
