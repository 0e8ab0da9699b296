using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Tests.Shell;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Portal.Tests.Journeys;

/// <summary>The main job in a real browser, on the sandbox: from main to prod by mouse and keyboard, on a desk and on
/// a phone, in light and in dark.</summary>
public sealed partial class MergeToProdTests
{
    const float Patience = 60_000;

    static readonly string[] Pages =
    [
        "/elt", "/elt/releases", "/elt/releases/1", "/elt/promotions", "/elt/promotions/new?release=1&stage=prod", "/elt/promotions/2",
        "/elt/promotions/3", "/elt/deployments/2", "/elt/history",
        "/elt/history?state=failed", "/elt/runs/dev", "/elt/runs/prod", "/elt/infrastructure/dev", "/elt/tokens", "/elt/audit",
        "/signed-out",
    ];

    /// <summary>Without a place to break: no page may grow wider for it.</summary>
    static readonly string LongWord = new('w', 200);

    readonly List<string> _complaints = [];

    [Fact]
    public async Task A_release_goes_from_main_to_prod()
    {
        var chromium = Browser.Path;
        Assert.SkipWhen(
            chromium is null,
            "There is no Chromium on this machine: install it (Debian: apt-get install chromium) to run the browser test.");
        await using var sandbox = await SandboxHost.StartAsync(new(), TestContext.Current.CancellationToken);
        await sandbox.GitHub.PushAsync(
            Everybody.Tom, $"Aggregate by {LongWord}",
            new Dictionary<string, string?> { ["bundle/docs/days.md"] = "Business days only.\n" }, TestContext.Current.CancellationToken);
        await using var portal = PortalFactory.Start(sandbox);
        await using var browser = await Browser.StartAsync(chromium!);

        var jonas = await SignInAsync(browser, portal, Everybody.Jonas);
        var helen = await SignInAsync(browser, portal, Everybody.Helen);
        var marek = await SignInAsync(browser, portal, Everybody.Marek, "dark");

        await RequestAsync(jonas, "test");
        await ApproveByMouseAsync(helen);
        await Expect(helen.Page.Locator(".head .chip")).ToHaveTextAsync("Succeeded", new() { Timeout = Patience });

        await RequestAsync(jonas, "prod");
        await ApproveByKeyboardAsync(marek);
        await Expect(marek.Page.Locator(".head .chip")).ToHaveTextAsync("Awaiting approval, 1 of 2");
        await jonas.InspectAsync("promotion-requester-light", 1440, axe: true);
        await ApproveByMouseAsync(helen);
        await Expect(helen.Page.Locator(".head .chip")).ToHaveTextAsync("Succeeded", new() { Timeout = Patience });

        await GoBackFromRunningAsync(sandbox, jonas);

        // Nobody touched this board meanwhile: it followed by itself.
        await jonas.GoAsync("/elt");
        await Expect(jonas.Page.Locator("section[aria-label='Stage prod'] .tag, section[aria-label='Stage prod'] .sha").First)
            .ToBeVisibleAsync(new() { Timeout = Patience });
        await InspectAllAsync(helen, "light");
        await InspectAllAsync(marek, "dark");
        await BreakTheDataAsync(sandbox, jonas);
        await SignOutAsync(jonas);
        _complaints.ShouldBeEmpty();
        var secrets = SecretValues.Of(sandbox);
        secrets.ShouldNotBeIn(string.Join('\n', helen.Seen.Concat(marek.Seen).Concat(jonas.Seen)), "a page");
        portal.Logs.Text.ShouldContain("/api/2.0/token/create");
        secrets.ShouldNotBeIn(portal.Logs.Text, "the portal's log");
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInFileNames();

    /// <summary>Escape closes the question whether the job of prod is to run, nothing runs, and the keyboard is where it was.</summary>
    static async Task GoBackFromRunningAsync(SandboxHost sandbox, PersonAtBrowser person)
    {
        var before = RunsInProd(sandbox);
        await person.GoAsync("/elt/runs/prod");
        var run = person.Page.GetByRole(AriaRole.Button, new() { Name = "Run the job in prod" });
        await Expect(run).ToBeEnabledAsync(new() { Timeout = Patience });
        await person.TabToAsync(run);
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Back" })).ToBeFocusedAsync();
        await person.InspectAsync("runs-prod-dialog", 1440, axe: true);

        await person.Page.Keyboard.PressAsync("Escape");

        await Expect(person.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(run).ToBeFocusedAsync();
        RunsInProd(sandbox).ShouldBe(before);
    }

    static int RunsInProd(SandboxHost sandbox) =>
        sandbox.Requests.All.Count(request => request.StandIn == "prod" && request.Path == "/api/2.2/jobs/run-now");

    /// <summary>A release with a wrong column: dev says what is wrong with it, and test is not offered.</summary>
    static async Task BreakTheDataAsync(SandboxHost sandbox, PersonAtBrowser person)
    {
        const string Notebook = "bundle/src/notebooks/aggregate_orders.py";
        var broken = sandbox.GitHub.ReadFile(Notebook).Replace("sum(amount)", "sum(amuont)", StringComparison.Ordinal);
        await sandbox.GitHub.PushAsync(
            Everybody.Tom, "Add up the amounts", new Dictionary<string, string?>(StringComparer.Ordinal) { [Notebook] = broken },
            TestContext.Current.CancellationToken);
        await person.GoAsync("/elt");
        await person.Page.Locator("section[aria-label='Stage dev'] .chip", new() { HasText = "Failed" })
            .ClickAsync(new() { Timeout = Patience });
        await Expect(person.Page.Locator(".note.s-fail")).ToContainTextAsync("amuont");
        await person.InspectAsync("deployment-checks-failed-light", 1440, axe: true);
        await person.GoAsync("/elt/runs/dev");
        await Expect(person.Page.Locator(".lede")).ToContainTextAsync("aggregate_orders failed");
        await person.InspectAsync("runs-failed-light", 1440, axe: true);
    }

    static async Task RequestAsync(PersonAtBrowser requester, string stage)
    {
        await requester.GoAsync("/elt");
        await requester.Page.Locator(".lane")
            .GetByRole(AriaRole.Link, new() { Name = $"Promote to {stage}" })
            .ClickAsync(new() { Timeout = Patience });
        await requester.Page.GetByLabel("Reason").FillAsync($"Finance closes the month on business days: {LongWord}");
        await requester.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Request ") }).ClickAsync(new() { Timeout = Patience });
        await requester.Page.WaitForURLAsync(new Regex(@"/promotions/\d+$"));
    }

    static async Task ApproveByMouseAsync(PersonAtBrowser approver)
    {
        await approver.GoAsync("/elt");
        await approver.Page.GetByRole(AriaRole.Link, new() { Name = "Review and sign" }).ClickAsync();
        await approver.Page.GetByLabel("Comment").FillAsync($"Totals agree with finance’s sheet: {LongWord}");
        await approver.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve ") }).ClickAsync();
        await approver.Page.WaitForURLAsync(new Regex(@"/deployments/\d+$"));
    }

    static async Task ApproveByKeyboardAsync(PersonAtBrowser approver)
    {
        await approver.GoAsync("/elt");
        await approver.TabToAsync(approver.Page.GetByRole(AriaRole.Link, new() { Name = "Review and sign" }));
        await approver.Page.Keyboard.PressAsync("Enter");
        await approver.Page.WaitForURLAsync(new Regex(@"/promotions/\d+$"));
        await approver.TabToAsync(approver.Page.GetByLabel("Comment"));
        await approver.Page.Keyboard.TypeAsync("Looks right.");
        await approver.TabToAsync(approver.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve ") }));
        await approver.Page.Keyboard.PressAsync("Enter");
    }

    static async Task SignOutAsync(PersonAtBrowser person)
    {
        var kept = await person.PortalCookiesAsync();
        var otherTab = await person.OpenTabAsync("/elt/promotions/3");
        await person.TabToAsync(person.Page.Locator(".me summary"));
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await person.Page.WaitForURLAsync(new Regex("/signed-out$"));
        await otherTab.WaitForURLAsync(new Regex("/signed-out$"));
        await person.Page.Context.AddCookiesAsync(kept);
        await person.Page.GotoAsync("/elt");
        person.Page.Url.ShouldContain("/oauth2/v2.0/authorize", Case.Sensitive, "a cookie that was kept signs nobody in");
    }

    static async Task InspectAllAsync(PersonAtBrowser person, string theme)
    {
        foreach (var path in Pages)
        {
            await person.GoAsync(path);
            var name = $"{NotInFileNames().Replace(path.Trim('/'), "-")}-{theme}";
            await person.InspectAsync(name, 1440, axe: true);
            await person.InspectAsync(name, 390, axe: false);
        }
    }

    async Task<PersonAtBrowser> SignInAsync(Browser browser, PortalFactory portal, SandboxPerson person, string theme = "light") =>
        await PersonAtBrowser.SignInAsync(browser, portal.Address, person, _complaints, theme);
}
