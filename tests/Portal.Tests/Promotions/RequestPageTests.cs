using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Promotions;

namespace ReleasePortal.Portal.Tests.Promotions;

public sealed class RequestPageTests : PageTest
{
    [Fact]
    public async Task What_stands_in_the_way_is_told_before_anybody_asks()
    {
        var release = await Portal.ReleaseInDevAsync();

        var page = See("prod", release);

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("It has not succeeded in test yet."));
        Request(page).HasAttribute("disabled").ShouldBeTrue();
        page.Markup.ShouldContain("jobs.elt_demo_pipeline");
    }

    [Fact]
    public async Task A_release_that_may_go_on_can_be_requested()
    {
        var release = await Portal.ReleaseInDevAsync();
        var page = See("test", release);
        page.WaitForAssertion(() => Request(page).HasAttribute("disabled").ShouldBeFalse());

        await page.InvokeAsync(() => Request(page).ClickAsync(new()));

        Get<NavigationManager>().Uri.ShouldEndWith("/elt/promotions/2");
        (await Portal.PromotionAsync(2)).RequesterName.ShouldBe(TestPortal.Helen.Name);
    }

    [Fact]
    public async Task A_fault_on_the_way_is_told_in_place_and_the_reason_stays()
    {
        var release = await Portal.ReleaseInDevAsync();
        var page = See("test", release);
        page.WaitForAssertion(() => Request(page).HasAttribute("disabled").ShouldBeFalse());
        page.Find("#reason").Input("Finance waits for it.");
        Portal.Sandbox.Faults.Add(new() { StandIn = "test", Status = 400 });

        await page.InvokeAsync(() => Request(page).ClickAsync(new()));

        page.Find("[role=alert]").TextContent.ShouldContain("It broke on the way");
        page.Find("#reason").GetAttribute("value").ShouldBe("Finance waits for it.");
        Request(page).HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_plan_nobody_says_that_nothing_stands_out()
    {
        var release = await Portal.ReleaseInDevAsync();
        var (id, body) = Portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        body["properties"]!["isHnsEnabled"] = false;
        Portal.Sandbox.Arm.Put(id.Replace("stdlukdev", "stdluktest", StringComparison.Ordinal), body);

        var page = See("test", release);

        page.WaitForAssertion(() => page.Find("section[aria-labelledby='risks']").TextContent.ShouldContain("Unknown: the plan."));
        page.Find("section[aria-labelledby='partly']").TextContent.ShouldContain("stdluktest");
        Request(page).HasAttribute("disabled").ShouldBeTrue();
    }

    static IElement Request(IRenderedComponent<IComponent> page) => page.Find("button.big");

    IRenderedComponent<IComponent> See(string stage, int release)
    {
        Get<NavigationManager>().NavigateTo($"/elt/promotions/new?release={release}&stage={stage}");
        return See<RequestPage>(TestPortal.Helen);
    }
}
