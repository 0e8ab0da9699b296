using Bunit;
using ReleasePortal.Core.Releases;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Releases;

namespace ReleasePortal.Portal.Tests.Releases;

public sealed class ReleasePageTests : PageTest
{
    [Fact]
    public async Task A_quarantined_release_says_who_did_it_and_when()
    {
        var release = await Portal.FindReleaseAsync();
        await Portal.Get<QuarantineRelease>().RunAsync(TestPortal.Elt, release, "Totals are wrong", TestPortal.Jonas, Soon);

        var page = See<ReleasePage>(TestPortal.Helen, (nameof(ReleasePage.Number), release));

        page.Find(".note h3").TextContent.ShouldMatch("^Quarantined by Jonas Lindqvist (now|today|[0-9a-z])");
    }
}
