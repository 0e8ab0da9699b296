using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Provisioning;

namespace ReleasePortal.Portal.Tests.Provisioning;

/// <summary>A page whose settings no longer name what was made: no network, no locks.</summary>
public sealed class FormerPageTests : PageTest
{
    protected override IEnumerable<KeyValuePair<string, string?>> OwnSettings =>
    [
        .. from stage in new[] { 0, 1, 2 }
           from key in new[] { "Network", "AddressSpace", "EndpointSubnet" }
           select KeyValuePair.Create($"Pipelines:elt:Stages:{stage}:Infrastructure:{key}", (string?)null),
        .. from stage in new[] { 0, 1, 2 }
           select KeyValuePair.Create($"Pipelines:elt:Stages:{stage}:Infrastructure:AllowedRanges:0", (string?)"203.0.113.7"),
        new("Pipelines:elt:Stages:0:Infrastructure:Locks", "false"),
        new("Pipelines:elt:Stages:0:Infrastructure:Schema", "other"),
    ];

    [Fact]
    public async Task A_former_resource_is_deleted_only_after_its_name_was_typed()
    {
        await Portal.ReleaseInDevAsync();
        await Portal.Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
        var page = See<InfrastructurePage>(TestPortal.Jonas);
        page.Find("section[aria-labelledby='former']").TextContent.ShouldContain("found, not made by the portal");

        page.WaitForElement("#former");
        await page.InvokeAsync(() => Button(page, "Delete nanba_dev_bronze.default, schema").Click());
        var field = page.WaitForElement("#reason");
        page.Find(".mud-dialog").TextContent
            .ShouldContain("The portal did not make it: it was found there, as described. Make sure that nobody else needs it.");
        Verb(page).HasAttribute("disabled").ShouldBeTrue();
        field.Input("nanba_dev_bronze");
        Verb(page).HasAttribute("disabled").ShouldBeTrue();
        page.Find("#reason").Input("nanba_dev_bronze.default");
        await page.InvokeAsync(() => Verb(page).Click());

        page.WaitForAssertion(() => page.FindAll("#former").Count.ShouldBe(1));
        page.WaitForAssertion(() => page.FindAll("button[aria-label='Delete nanba_dev_bronze.default, schema']").ShouldBeEmpty());
        Portal.Sandbox.Databricks["dev"].Things("schemas").Keys.ShouldNotContain("nanba_dev_bronze.default");
    }

    [Fact]
    public async Task What_Azure_says_against_it_is_shown_and_the_resource_stays()
    {
        await Portal.ReleaseInDevAsync();
        var endpoint = Portal.Sandbox.Arm.Resources.Keys.Single(id => id.EndsWith("/pe-kv-dev-dbws-vault", StringComparison.Ordinal));
        Portal.Sandbox.Arm.Put(
            $"{endpoint}/providers/Microsoft.Authorization/locks/theirs",
            new() { ["properties"] = new JsonObject { ["level"] = "CanNotDelete" } });
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        var said = await RefusedAsync(page, "pe-kv-dev-dbws-vault", "private endpoint");

        said.TextContent.ShouldContain("Private endpoint pe-kv-dev-dbws-vault was not deleted");
        said.TextContent.ShouldContain("ScopeLocked");
        said.Closest("tr")!.PreviousElementSibling!.QuerySelector("button")!.GetAttribute("aria-label")
            .ShouldBe("Delete pe-kv-dev-dbws-vault, private endpoint");
        page.FindAll("[role='alert']").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_still_used_has_a_reason_instead_of_a_button_as_soon_as_that_is_known()
    {
        const string reason = "DNS link vnet-uksouth-dev-vault still uses it: delete that first.";
        await Portal.ReleaseInDevAsync();
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        var said = await RefusedAsync(page, "privatelink.vaultcore.azure.net", "private DNS zone");

        said.TextContent.ShouldContain(reason);
        page.WaitForAssertion(
            () => page.FindAll("button[aria-label='Delete privatelink.vaultcore.azure.net, private DNS zone']").ShouldBeEmpty());
        page.FindAll("section[aria-labelledby='former'] td[data-l='What can be done']")
            .Count(cell => cell.TextContent.Trim() == reason)
            .ShouldBe(1);
    }

    static async Task<AngleSharp.Dom.IElement> RefusedAsync(IRenderedComponent<IComponent> page, string name, string kind)
    {
        page.WaitForElement("#former");
        await page.InvokeAsync(() => Button(page, $"Delete {name}, {kind}").Click());
        page.WaitForElement("#reason").Input(name);
        await page.InvokeAsync(() => Verb(page).Click());
        return page.WaitForElement("section[aria-labelledby='former'] tr [role='alert']");
    }

    [Fact]
    public async Task A_refused_purge_is_told_in_its_note()
    {
        await DeleteVaultElsewhereAsync();
        await Portal.FindReleaseAsync();
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        await page.InvokeAsync(
            () => page.FindAll("button").Single(button => button.TextContent.Trim() == "Purge the deleted vault").Click());
        page.WaitForElement("#reason").Input("kv-dev-dbws");
        await page.InvokeAsync(() => Verb(page).Click());

        var said = page.WaitForElement("[role='status'] + div [role='alert']");
        said.TextContent.ShouldContain("Deployment 1 waits for dev.");
        page.FindAll("[role='alert']").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Others_than_admins_see_them_without_a_way_to_delete()
    {
        await Portal.ReleaseInDevAsync();

        var page = See<InfrastructurePage>(TestPortal.Helen);

        page.FindAll("section[aria-labelledby='former'] tbody tr").Count.ShouldBeGreaterThan(10);
        page.FindAll("section[aria-labelledby='former'] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_vault_in_the_way_is_purged_after_its_name_was_typed()
    {
        await DeleteVaultElsewhereAsync();
        var page = See<InfrastructurePage>(TestPortal.Jonas);

        await page.InvokeAsync(
            () => page.FindAll("button").Single(button => button.TextContent.Trim() == "Purge the deleted vault").Click());
        page.WaitForElement("#reason").Input("kv-dev-dbws");
        await page.InvokeAsync(() => Verb(page).Click());

        page.WaitForAssertion(() => page.Markup.ShouldNotContain("A deleted vault holds the name"));
        (await Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, "dev", Soon)).Resources.Single(
            resource => resource.Kind == "Key vault").State
            .ShouldBe(ResourceState.ToCreate);
    }

    async Task DeleteVaultElsewhereAsync()
    {
        var group = $"/subscriptions/{Portal.Sandbox.Entra.Tenant.SubscriptionId}/resourceGroups/rg-old";
        Portal.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        var vault = $"{group}/providers/Microsoft.KeyVault/vaults/kv-dev-dbws";
        Portal.Sandbox.Arm.Put(vault, new JsonObject { ["location"] = "uksouth", ["properties"] = new JsonObject() });
        Portal.Sandbox.Arm.Delete(vault);
        await Get<CheckResources>().RunAsync(TestPortal.Elt, "dev", Soon);
    }

    static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string label) => page.Find($"button[aria-label='{label}']");

    static AngleSharp.Dom.IElement Verb(IRenderedComponent<IComponent> page) => page.Find(".mud-dialog-actions button:last-child");
}
