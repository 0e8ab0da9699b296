using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Portal.Tests.Journeys;

/// <summary>What one person does and sees at their own browser.</summary>
public sealed class PersonAtBrowser(IPage page, List<string> complaints)
{
    static readonly string Pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "pictures")).FullName;

    static readonly AxeRunOptions OnlyViolations = new() { ResultTypes = [ResultType.Violations] };

    public IPage Page => page;

    /// <summary>The pages that were looked at, as the browser held them.</summary>
    public List<string> Seen { get; } = [];

    public static async Task<PersonAtBrowser> SignInAsync(
        Browser browser, Uri portal, SandboxPerson person, List<string> complaints, string theme = "light")
    {
        var page = await browser.OpenAsync(portal, theme);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                complaints.Add($"{person.Name}, console: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Add($"{person.Name}, script: {error}");
        var signedIn = new PersonAtBrowser(page, complaints);
        await page.GotoAsync("/");
        await signedIn.InspectAsync("who-are-you", 1440, axe: true);
        await page.GetByText(person.Name).First.ClickAsync();
        await page.WaitForURLAsync(new Regex($"^{Regex.Escape(portal.ToString())}elt"));
        await signedIn.WaitUntilLiveAsync();
        return signedIn;
    }

    public async Task GoAsync(string path)
    {
        await page.GotoAsync(path);
        await WaitUntilLiveAsync();
    }

    /// <summary>A second tab of the same browser, signed in as the first is.</summary>
    public async Task<IPage> OpenTabAsync(string path)
    {
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync(path);
        await WaitUntilLiveAsync(tab);
        return tab;
    }

    /// <summary>What the portal knows this browser by, as somebody could have copied it.</summary>
    public async Task<IReadOnlyList<Cookie>> PortalCookiesAsync() =>
    [
        .. (await page.Context.CookiesAsync()).Where(cookie => cookie.Name.StartsWith("release-portal", StringComparison.Ordinal))
            .Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }),
    ];

    /// <summary>Axe finds nothing, and nothing is wider than the screen; what it finds is collected, so that one run tells all.</summary>
    public async Task InspectAsync(string name, int width, bool axe)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.WaitForTimeoutAsync(200);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        if (wide > 0)
        {
            complaints.Add($"{name} at {width}: {wide} pixels too wide");
        }

        Seen.Add(await page.ContentAsync());
        foreach (var violation in axe ? (await page.RunAxe(OnlyViolations)).Violations : [])
        {
            complaints.Add(
                $"{name} at {width}: {violation.Id} ({violation.Impact}): {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
        }

        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{width}.png"), FullPage = true });
    }

    /// <summary>Moves with Tab alone until the element has the focus, and shows that it has.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (var press = 0; press < 120; press++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await ExpectToSeeFocusAsync(target);
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new TimeoutException($"{target} cannot be reached with Tab.");
    }

    // A text field shows it by its frame, everything else by an outline.
    static async Task ExpectToSeeFocusAsync(ILocator target)
    {
        if (!await target.EvaluateAsync<bool>("element => element.matches('input, textarea')"))
        {
            (await target.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle")).ShouldBe(
                "solid", $"{target} has the focus");
        }
    }

    // The page is drawn before it listens; a click in between would be lost.
    Task WaitUntilLiveAsync() => WaitUntilLiveAsync(page);

    static async Task WaitUntilLiveAsync(IPage page) =>
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");
}
