using Microsoft.Playwright;

namespace ReleasePortal.Portal.Tests.Journeys;

/// <summary>The machine's own Chromium; nothing is downloaded.</summary>
public sealed class Browser : IAsyncDisposable
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    readonly IPlaywright _playwright;
    readonly IBrowser _browser;

    Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Where Chromium is; null when there is none, and then the test says so and is skipped.</summary>
    public static string? Path =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<Browser> StartAsync(string path)
    {
        var playwright = await Playwright.CreateAsync();
        return new(
            playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = ["--no-sandbox"] }));
    }

    /// <summary>A person's own window: no cookie is shared with another's.</summary>
    public async Task<IPage> OpenAsync(Uri address, string theme)
    {
        var context = await _browser.NewContextAsync(
            new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = address.ToString() }]);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
