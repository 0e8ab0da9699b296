using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Board;
using ReleasePortal.Portal.Deployments;
using ReleasePortal.Portal.Promotions;
using ReleasePortal.Portal.Releases;
using ReleasePortal.Portal.Tokens;

namespace ReleasePortal.Portal.Tests.Shell;

public sealed class NothingThereTests : PageTest
{
    [Fact]
    public void A_number_that_nothing_has_is_not_found()
    {
        IsNotFound(() => See<ReleasePage>(TestPortal.Helen, (nameof(ReleasePage.Number), 99)));
        IsNotFound(() => See<PromotionPage>(TestPortal.Helen, (nameof(PromotionPage.Number), 99)));
        IsNotFound(() => See<DeploymentPage>(TestPortal.Helen, (nameof(DeploymentPage.Number), 99)));
        IsNotFound(() => See<RequestPage>(TestPortal.Helen));
        Get<NavigationManager>().NavigateTo("/elt/promotions/new?release=abc&stage=test");
        IsNotFound(() => See<RequestPage>(TestPortal.Helen));
    }

    [Fact]
    public void What_cannot_be_read_in_an_address_counts_as_not_given()
    {
        Get<NavigationManager>().NavigateTo("/elt/history?before=abc&after=1.5&mine=perhaps");

        See<HistoryPage>(TestPortal.Helen).Markup.ShouldContain("Nothing was deployed yet.");
        See<PromotionsPage>(TestPortal.Helen).Markup.ShouldContain("Nothing waits for an approval.");
        See<ReleasesPage>(TestPortal.Helen).Markup.ShouldContain("No release yet.");
    }

    [Fact]
    public void A_pipeline_that_nobody_configured_is_not_found()
    {
        var other = ("Pipeline", (object)"other");

        IsNotFound(() => See<BoardPage>(TestPortal.Helen, other));
        IsNotFound(() => See<ReleasesPage>(TestPortal.Helen, other));
        IsNotFound(() => See<HistoryPage>(TestPortal.Helen, other));
        IsNotFound(() => See<TokensPage>(TestPortal.Helen, other));
    }

    void IsNotFound(Action see)
    {
        var told = 0;
        EventHandler<Microsoft.AspNetCore.Components.Routing.NotFoundEventArgs> tell = (_, _) => told++;
        var navigation = Get<NavigationManager>();
        navigation.OnNotFound += tell;

        see();

        navigation.OnNotFound -= tell;
        told.ShouldBeGreaterThan(0);
    }
}
