using Bunit;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Provisioning;

/// <summary>What the portal will not do is not announced as done.</summary>
public sealed class RefusedPageTests : PageTest
{
    [Fact]
    public async Task A_replacement_is_refused_and_the_rest_is_counted()
    {
        await Portal.ReleaseInDevAsync();
        var (id, body) = Portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/storageAccounts/stdlukdev", StringComparison.Ordinal));
        body["properties"]!["isHnsEnabled"] = false;
        Portal.Sandbox.Arm.Put(id, body);

        var page = await SeeAsync();

        page.Find(".chg .act").TextContent.Trim().ShouldBe("Refused");
        page.Markup.ShouldNotContain("Recreate");
        page.Markup.ShouldContain("Name another storage account with StorageAccount or delete it in the Azure portal");
        Sum(page).ShouldEndWith("1 refused, 30 unchanged");
        page.Find(".graph .n-fail").GetAttribute("aria-label").ShouldBe("stdlukdev, storage account: Cannot change");
    }

    [Fact]
    public async Task What_is_blocked_says_so()
    {
        Portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        var page = await SeeAsync();

        page.FindAll(".chg .act").Select(mark => mark.TextContent.Trim()).ShouldContain("Blocked");
        Sum(page).ShouldContain(", 1 blocked");
    }

    async Task<IRenderedComponent<Microsoft.AspNetCore.Components.IComponent>> SeeAsync()
    {
        await Portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
        return See<InfrastructurePage>(TestPortal.Nora);
    }

    static string Sum(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll(".sect .small")
            .Select(text => text.TextContent)
            .Single(text => text.StartsWith("What dev needs", StringComparison.Ordinal));
}
