using System.Net;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Portal.Tests.Shell;

/// <summary>What only the whole portal shows: routing, render modes, headers, static files.</summary>
public sealed class RealPortalTests : IAsyncLifetime
{
    SandboxHost _sandbox = null!;
    PortalFactory _portal = null!;
    HttpClient _http = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new(), Soon);
        _portal = PortalFactory.Start(_sandbox);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _portal.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _portal.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Sends_a_stranger_to_sign_in_and_serves_what_is_public()
    {
        var home = await _http.GetAsync("/", Soon);
        home.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        home.Headers.Location!.ToString().ShouldStartWith(_sandbox.Uris.Entra.ToString());

        (await _http.GetAsync("/elt/history.csv", Soon)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _http.GetAsync("/health/live", Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _http.GetAsync("/health/ready", Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _http.GetAsync("/css/tokens.css", Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _http.GetAsync("/_framework/blazor.web.js", Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _http.GetAsync("/elt/promotions/1", Soon)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await _http.PostAsync("/webhooks/github", new StringContent("{}"), Soon)).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized, "nobody signed it");

        var page = await _http.GetAsync("/signed-out", Soon);
        (await page.Content.ReadAsStringAsync(Soon)).ShouldContain("You are signed out");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self' 'nonce-");
        policy.ShouldContain($"form-action 'self' {_sandbox.Uris.Entra.GetLeftPart(UriPartial.Authority)}");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }
}
