using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Deployments;
using ReleasePortal.Portal.Promotions;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Provisioning;

/// <summary>What an admin can do about a stage that is not as described.</summary>
public sealed class BringBackPageTests : PageTest
{
    [Fact]
    public async Task Dev_is_set_right_at_once_and_its_deployment_shows_the_resource()
    {
        await Portal.ReleaseInDevAsync();
        await DriftAsync("stdlukdev");
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        await PressAsync(page, "Apply this plan to dev");
        page.WaitForAssertion(() => page.Find(".mud-dialog").TextContent.ShouldContain("1 resource is set right at once."));
        await PressAsync(page, "Apply it to dev");
        page.WaitForAssertion(() => Address().ShouldContain("/promotions/"));
        await Portal.DeployAsync("dev");

        var deployment = await Portal.LastDeploymentAsync("dev");
        var seen = See<DeploymentPage>(TestPortal.Nora, ("Number", deployment.Number));
        seen.Find("h1").TextContent.ShouldBe("Infrastructure of dev");
        seen.Find(".res").TextContent
            .ShouldSatisfyAllConditions(text => text.ShouldContain("Changed"), text => text.ShouldContain("stdlukdev"));
        seen.FindAll(".steps li").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Approvers_of_test_are_shown_the_resources_and_no_release()
    {
        await Portal.ReleaseInTestAsync();
        await DriftAsync("stdluktest", "test");
        var page = See<InfrastructurePage>(TestPortal.Jonas, ("Stage", "test"));
        await PressAsync(page, "Request this plan for test");
        page.WaitForElement("#reason").Input("A vendor changed it");
        await PressAsync(page, "Request it for test");
        page.WaitForAssertion(() => Address().ShouldContain("/promotions/"));

        var seen = See<PromotionPage>(
            TestPortal.Marek, ("Number", int.Parse(Address().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)));

        seen.Find("h1").TextContent.ShouldBe("Infrastructure of test");
        seen.Find(".facts").TextContent
            .ShouldSatisfyAllConditions(text => text.ShouldContain("No release"), text => text.ShouldContain("Not touched"));
        seen.FindAll("section h2").Select(head => head.TextContent).ShouldNotContain("Commits");
        seen.FindAll("button")
            .ShouldContain(button => button.TextContent.Contains("Approve Infrastructure of test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approver_is_offered_neither_applying_nor_keeping()
    {
        await Portal.ReleaseInDevAsync();
        await DriftAsync("stdlukdev");

        var page = See<InfrastructurePage>(TestPortal.Helen);

        page.Find("#back").TextContent.ShouldBe("Bring dev back");
        page.FindAll("button")
            .ShouldNotContain(
                button => button.TextContent.Contains("Apply", StringComparison.Ordinal)
                    || button.TextContent.Contains("Keep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_applied_is_read_page_by_page()
    {
        await Portal.ReleaseInDevAsync();
        for (var times = 0; times < 10; times++)
        {
            var digest = await DriftAsync("stdlukdev");
            await Portal.Get<RequestProvisioning>().RunAsync(TestPortal.Elt, "dev", digest, null, TestPortal.Jonas, Soon);
            (await Portal.DeployAsync("dev")).State.ShouldBe(RunState.Succeeded);
        }

        var newest = See<AppliedTable>(TestPortal.Nora, ("Stage", "dev"));
        var older = newest.Find(".pager a[href*='before=']").GetAttribute("href")!;
        var last = See<AppliedTable>(
            TestPortal.Nora, ("Stage", "dev"),
            ("Before", int.Parse(older.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)));

        newest.FindAll("tbody tr").Count.ShouldBe(10);
        newest.Find("tbody tr").TextContent.ShouldContain("Jonas Lindqvist");
        last.FindAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("by itself");
    }

    async Task<string> DriftAsync(string account, string stage = "dev")
    {
        var (id, body) = Portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith($"/storageAccounts/{account}", StringComparison.Ordinal));
        body["properties"]!["minimumTlsVersion"] = (JsonNode)"TLS1_0";
        Portal.Sandbox.Arm.Put(id, body);
        await Portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);
        return (await Portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon)).Digest!;
    }

    string Address() => Get<NavigationManager>().Uri;

    static async Task PressAsync(IRenderedComponent<IComponent> page, string text)
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim() == text));
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == text).Click());
    }
}
