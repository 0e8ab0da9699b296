using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Promotions;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.Promotions;

public sealed class PromotionPageTests : PageTest
{
    [Fact]
    public async Task The_requester_reads_why_they_may_not_sign()
    {
        var promotion = await RequestedForTestAsync();

        var page = See(promotion, TestPortal.Helen);

        Approve(page).HasAttribute("disabled").ShouldBeTrue();
        page.Find("#why-not").TextContent.ShouldContain("You requested it.");
    }

    [Fact]
    public async Task An_author_reads_how_many_of_the_commits_are_theirs()
    {
        var promotion = await RequestedForTestAsync();

        var page = See(promotion, TestPortal.Tom);

        Approve(page).HasAttribute("disabled").ShouldBeTrue();
        page.Find("#why-not").TextContent.ShouldMatch("You wrote .* of its .*commits\\.");
    }

    [Fact]
    public async Task The_page_shows_what_is_signed()
    {
        var promotion = await RequestedForTestAsync();

        var page = See(promotion, TestPortal.Marek);

        page.Markup.ShouldContain("jobs.elt_demo_pipeline");
        page.Markup.ShouldContain("stdluktest");
        page.Markup.ShouldContain("Nothing is live in test yet.");
        page.Markup.ShouldContain("“It is ready”");
        page.Find(".well .digest").GetAttribute("title").ShouldBe((await Portal.PromotionAsync(promotion)).PlanDigest);
    }

    [Fact]
    public async Task The_only_approval_needed_leads_to_the_deployment()
    {
        var promotion = await RequestedForTestAsync();
        var page = See(promotion, TestPortal.Marek);

        await page.InvokeAsync(() => Approve(page).ClickAsync(new()));

        (await Portal.PromotionAsync(promotion)).Decision.ShouldBe(DecisionState.Approved);
        var deployment = await Portal.LastDeploymentAsync("test");
        Get<NavigationManager>().Uri.ShouldEndWith($"/elt/deployments/{deployment.Number}");
    }

    [Fact]
    public async Task The_first_of_two_approvals_counts_and_the_page_says_who_is_needed()
    {
        var promotion = await Portal.RequestAsync("prod", await Portal.ReleaseInTestAsync());
        var page = See(promotion, TestPortal.Marek);
        page.Find("#comment").Input("Totals agree.");

        await page.InvokeAsync(() => Approve(page).ClickAsync(new()));

        page.Find(".head .chip").TextContent.Trim().ShouldBe("Awaiting approval, 1 of 2");
        page.Find(".apps .quote").TextContent.ShouldBe("Totals agree.");
        page.Find("#why-not").TextContent.ShouldContain("You have already approved this plan.");
    }

    [Fact]
    public async Task A_rejection_without_a_reason_is_refused_and_nothing_is_lost()
    {
        var promotion = await RequestedForTestAsync();
        var page = See(promotion, TestPortal.Marek);

        await page.InvokeAsync(
            () => page.FindAll("button")
                .Single(button => button.TextContent.Trim().StartsWith("Reject", StringComparison.Ordinal))
                .ClickAsync(new()));

        page.Find(".note.s-fail").TextContent.ShouldContain("A rejection needs a reason");
        (await Portal.PromotionAsync(promotion)).Decision.ShouldBe(DecisionState.AwaitingApproval);
    }

    [Fact]
    public async Task A_page_left_open_by_somebody_who_signed_out_signs_nothing()
    {
        var promotion = await RequestedForTestAsync();
        var page = See(promotion, TestPortal.Marek);
        Get<EndedSignIns>().End((await Get<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User);

        await page.InvokeAsync(() => Approve(page).ClickAsync(new()));

        page.Find(".note.s-fail").TextContent.ShouldContain("You are signed in no more.");
        (await Portal.PromotionAsync(promotion)).Approvals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signature_that_comes_too_late_says_so_and_its_comment_is_still_there()
    {
        var promotion = await RequestedForTestAsync();
        var page = See(promotion, TestPortal.Marek);
        page.Find("#comment").Input("Totals agree.");
        await Portal.Get<WithdrawPromotion>().RunAsync(TestPortal.Elt, promotion, "Not today", TestPortal.Helen, Soon);

        await page.InvokeAsync(() => Approve(page).ClickAsync(new()));

        var told = page.Find("section[aria-labelledby=sign]").TextContent;
        told.ShouldContain("Withdrawn");
        told.ShouldContain("Yours came too late");
        told.ShouldContain("Totals agree.");
    }

    [Fact]
    public async Task A_viewer_sees_the_plan_and_no_way_to_sign_it()
    {
        var promotion = await RequestedForTestAsync();

        var page = See(promotion, TestPortal.Nora);

        Approve(page).HasAttribute("disabled").ShouldBeTrue();
        page.FindAll("#comment").ShouldBeEmpty();
    }

    async Task<int> RequestedForTestAsync() => await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync());

    IRenderedComponent<IComponent> See(int promotion, Core.People.Person person) =>
        See<PromotionPage>(person, (nameof(PromotionPage.Number), promotion));

    static IElement Approve(IRenderedComponent<IComponent> page) =>
        page.FindAll("button").Single(button => button.TextContent.Trim().StartsWith("Approve", StringComparison.Ordinal));
}
