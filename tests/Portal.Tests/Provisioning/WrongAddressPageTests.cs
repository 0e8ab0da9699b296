using Bunit;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Board;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Provisioning;

/// <summary>The settings have taken the address of one stage's workspace for another's.</summary>
public sealed class WrongAddressPageTests : PageTest
{
    protected override IEnumerable<KeyValuePair<string, string?>> OwnSettings =>
    [
        new("Pipelines:elt:Stages:0:WorkspaceUrl", Portal.Sandbox.Uris.Workspaces["test"].ToString()),
        new("Pipelines:elt:Stages:1:WorkspaceUrl", Portal.Sandbox.Uris.Workspaces["dev"].ToString()),
    ];

    [Fact]
    public async Task Page_and_board_show_the_stage_as_blocked_with_both_addresses()
    {
        await Portal.ReleaseInDevAsync();
        await Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);

        var page = See<InfrastructurePage>(TestPortal.Jonas);

        page.Find(".lede").TextContent.ShouldStartWith("One is blocked");
        page.Find(".graph .n-fail").GetAttribute("aria-label").ShouldBe("databricks-uksouth-dev, workspace: Blocked");
        page.FindAll(".chg .act").Select(mark => mark.TextContent.Trim()).ShouldContain("Blocked");
        page.Markup.ShouldContain(
            $"Azure says that the address of databricks-uksouth-dev is {Url("dev")}, but WorkspaceUrl is {Url("test")}, "
            + "so nothing is asked or changed there.");
        See<BoardPage>(TestPortal.Nora).Find("a[href='/elt/infrastructure/dev']").TextContent.ShouldContain("1 blocked, 5 unknown");
    }

    string Url(string stage) => Portal.Sandbox.Uris.Workspaces[stage].ToString().TrimEnd('/');
}
