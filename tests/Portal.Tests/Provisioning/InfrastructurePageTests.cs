using Bunit;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Provisioning;

public sealed class InfrastructurePageTests : PageTest
{
    [Fact]
    public async Task A_stage_as_described_says_so_and_shows_its_picture()
    {
        await Portal.ReleaseInDevAsync();
        await CheckAsync();

        var page = See<InfrastructurePage>(TestPortal.Nora);

        page.Find(".lede").TextContent.ShouldStartWith("Everything is as described.");
        page.FindAll(".graph .node").Count.ShouldBeGreaterThan(12);
        page.FindAll(".graph .n-ok").Count.ShouldBe(page.FindAll(".graph .node").Count);
        page.Find("[aria-label='3 role assignments: In sync']").ShouldNotBeNull();
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Check now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drift_is_marked_in_the_picture_and_an_admin_may_keep_it()
    {
        await Portal.ReleaseInDevAsync();
        var (id, body) = Portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/vaults/kv-dev-dbws", StringComparison.Ordinal));
        body["properties"]!["networkAcls"]!["defaultAction"] = "Allow";
        Portal.Sandbox.Arm.Put(id, body);
        await CheckAsync();

        Board().Find(".opened").TextContent.Trim().ShouldBe("Key vault lets everybody through its firewall");
        var page = See<InfrastructurePage>(TestPortal.Jonas);
        page.Find(".lede").TextContent.ShouldStartWith(
            "One resource was changed by hand – key vault lets everybody through its firewall.");
        page.Find(".graph .n-warn").GetAttribute("aria-label").ShouldBe("kv-dev-dbws, key vault: Drifted");
        page.Find(".flds .k").TextContent.ShouldBe("properties.networkAcls.defaultAction");
        await page.InvokeAsync(
            () => page.FindAll("button")
                .Single(button => button.TextContent.Contains("Keep it as it is, with a reason", StringComparison.Ordinal))
                .Click());
        page.WaitForElement("#reason").Input("A vendor needs it");
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Keep it as it is").Click());

        page.WaitForAssertion(() => page.Find(".lede").TextContent.ShouldStartWith("It differs, and is meant to."));
        page.Markup.ShouldContain("A vendor needs it");
        page.Find(".graph .n-kept").GetAttribute("aria-label").ShouldBe("kv-dev-dbws, key vault: Kept");
        Board().FindAll(".opened").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_admin_keeps_one_of_several_differences_and_the_others_stay_drift()
    {
        await Portal.ReleaseInDevAsync();
        Change("/vaults/kv-dev-dbws", properties => properties["publicNetworkAccess"] = "Enabled");
        Change("/storageAccounts/stdlukdev", properties => properties["minimumTlsVersion"] = "TLS1_0");
        await CheckAsync();
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        page.FindAll("button").ShouldContain(button => button.TextContent.Trim() == "Keep all 2 as they are, with a reason");
        await page.InvokeAsync(() => page.Find("button[aria-label='Keep stdlukdev, storage account, as it is']").Click());
        page.WaitForElement("#reason").Input("A vendor needs it");
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Keep it as it is").Click());

        page.WaitForAssertion(() => page.Find(".lede").TextContent.ShouldStartWith(
            "One resource was changed by hand, one is kept as it is – key vault can be reached from the internet."));
        page.FindAll(".graph .n-kept").ShouldHaveSingleItem();
        page.Find(".kept").TextContent.ShouldStartWith("stdlukdev, storage account: Jonas Lindqvist keeps it as it is. A vendor needs it");
        Board().Find("a[title^='What differs is kept by Jonas Lindqvist; something else differs, too']")
            .TextContent.ShouldContain("Drifted");
    }

    [Fact]
    public async Task What_nobody_has_made_yet_is_not_called_drift_on_page_or_board()
    {
        await CheckAsync();

        var page = See<InfrastructurePage>(TestPortal.Jonas);

        page.Find(".lede").TextContent.ShouldStartWith("31 are not made yet.");
        page.FindAll(".graph .n-new").Count.ShouldBe(page.FindAll(".graph .node").Count);
        page.Markup.ShouldNotContain("Keep ");
        Board().Find("a[href='/elt/infrastructure/dev']").TextContent.ShouldContain("31 not yet made");
    }

    [Fact]
    public async Task A_node_that_is_clicked_lists_its_resources()
    {
        await Portal.ReleaseInDevAsync();
        await CheckAsync();
        var page = See<InfrastructurePage>(TestPortal.Nora);

        await page.InvokeAsync(() => page.Find("[aria-label='3 locks: In sync']").Click());

        page.WaitForAssertion(() => page.FindAll("table code.id").Count.ShouldBe(3));
    }

    [Fact]
    public async Task What_a_node_needs_and_what_needs_it_is_shown_said_and_one_press_away()
    {
        await Portal.ReleaseInDevAsync();
        await CheckAsync();
        var page = See<InfrastructurePage>(TestPortal.Nora);
        var vault = page.Find("[aria-label='kv-dev-dbws, key vault: In sync']");
        page.Find($"#{vault.GetAttribute("aria-describedby")}").TextContent
            .ShouldBe("Needs nanba-github. Needed by 3 private endpoints, 3 role assignments and 3 locks.");

        await page.InvokeAsync(() => vault.Click());

        page.WaitForAssertion(() => page.FindAll(".graph .edge.near").Count.ShouldBe(3));
        page.FindAll(".graph .node.near").Count.ShouldBe(5);
        await page.InvokeAsync(() => page.FindAll(".joined button").Single(button => button.TextContent == "3 locks").Click());
        page.WaitForAssertion(() => page.Find(".graph .node.sel").GetAttribute("aria-label").ShouldBe("3 locks: In sync"));
    }

    [Fact]
    public async Task A_list_says_the_same_where_there_is_no_room_for_a_picture_the_worst_first()
    {
        await Portal.ReleaseInDevAsync();
        Change("/vaults/kv-dev-dbws", properties => properties["publicNetworkAccess"] = "Enabled");
        await CheckAsync();

        var page = See<InfrastructurePage>(TestPortal.Nora);

        page.FindAll(".states > details > summary").Select(summary => summary.TextContent.Trim()).First().ShouldBe("1 drifted");
        page.FindAll(".states > details")[0].QuerySelectorAll(".one summary b").Select(name => name.TextContent).ShouldBe(["kv-dev-dbws"]);
        page.FindAll(".states > details")
            .ShouldAllBe(group => group.HasAttribute("open") == group.TextContent.Contains("1 drifted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_that_failed_is_said_first_and_nothing_stays_green()
    {
        await Portal.ReleaseInDevAsync();
        await CheckAsync();
        Change("/vaults/kv-dev-dbws", properties => properties["publicNetworkAccess"] = "Enabled");
        await CheckAsync();
        Portal.Sandbox.Faults.Add(
            new() { StandIn = "arm", Status = 400, Times = null, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });
        await CheckAsync();

        var page = See<InfrastructurePage>(TestPortal.Jonas);

        page.Find(".lede").TextContent.ShouldStartWith("How it is now is unknown: the last look failed.");
        page.FindAll(".graph .n-ok").ShouldBeEmpty();
        page.Find("#back").TextContent.ShouldBe("Unknown");
        page.Find(".mud-alert").TextContent.ShouldContain(" could not be read: Azure answered 400. Broken: Not today.");
        page.Find(".then .sums").TextContent.Trim().ShouldMatch("^As of today [0-9:]{5} UTC");
        page.Find(".then .graph .n-warn").GetAttribute("aria-label").ShouldNotBeNull()
            .ShouldMatch("^kv-dev-dbws, key vault: Drifted, as of today [0-9:]{5} UTC$");
        Board().FindAll(".opened").ShouldBeEmpty();
    }

    IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Board() => See<ReleasePortal.Portal.Board.BoardPage>(TestPortal.Nora);

    void Change(string of, Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var (id, body) = Portal.Sandbox.Arm.Resources.Single(resource => resource.Key.EndsWith(of, StringComparison.Ordinal));
        change(body["properties"]!.AsObject());
        Portal.Sandbox.Arm.Put(id, body);
    }

    Task<string?> CheckAsync() => Portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
}
