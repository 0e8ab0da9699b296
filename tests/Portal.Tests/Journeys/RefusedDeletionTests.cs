using Microsoft.Playwright;
using ReleasePortal.Portal.Tests.Shell;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Portal.Tests.Journeys;

/// <summary>A deletion that Azure refuses, by keyboard alone in a real browser.</summary>
public sealed class RefusedDeletionTests
{
    const float Patience = 60_000;

    readonly List<string> _complaints = [];

    [Fact]
    public async Task The_keyboard_is_back_where_it_began()
    {
        var chromium = Browser.Path;
        Assert.SkipWhen(
            chromium is null,
            "There is no Chromium on this machine: install it (Debian: apt-get install chromium) to run the browser test.");
        await using var sandbox = await SandboxHost.StartAsync(new(), TestContext.Current.CancellationToken);
        await using var browser = await Browser.StartAsync(chromium!);
        await using (var before = PortalFactory.Start(sandbox))
        {
            var helen = await PersonAtBrowser.SignInAsync(browser, before.Address, Everybody.Helen, _complaints);
            await Expect(helen.Page.Locator(".lane").GetByRole(AriaRole.Link, new() { Name = "Promote to test" }))
                .ToBeVisibleAsync(new() { Timeout = Patience });
            await helen.Page.CloseAsync();
        }

        await using var portal = PortalFactory.Start(
            sandbox, KeyValuePair.Create<string, string?>("Pipelines:elt:Stages:0:Infrastructure:Locks", "false"));
        sandbox.Arm.Access.Deny("Microsoft.Authorization/locks/delete");
        var jonas = await PersonAtBrowser.SignInAsync(browser, portal.Address, Everybody.Jonas, _complaints);
        await jonas.GoAsync("/elt/infrastructure/dev");
        var delete = jonas.Page.GetByRole(AriaRole.Button, new() { Name = "Delete release-portal on stdlukdev, lock" });
        await Expect(delete).ToBeEnabledAsync(new() { Timeout = Patience });

        await jonas.TabToAsync(delete);
        await jonas.Page.Keyboard.PressAsync("Enter");
        await jonas.TabToAsync(jonas.Page.Locator("#reason"));
        await jonas.Page.Keyboard.TypeAsync("release-portal on stdlukdev");
        await jonas.TabToAsync(jonas.Page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }));
        await jonas.Page.Keyboard.PressAsync("Enter");

        await Expect(jonas.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was not deleted", new() { Timeout = Patience });
        await Expect(delete).ToBeFocusedAsync();
        await jonas.InspectAsync("infrastructure-deletion-refused", 1440, axe: true);
        _complaints.ShouldBeEmpty();
    }
}
