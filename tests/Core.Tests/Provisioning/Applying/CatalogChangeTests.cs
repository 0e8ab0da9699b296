using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>Changes in Unity Catalog that take more than one call, or the right order.</summary>
public sealed class CatalogChangeTests : ProvisioningTest
{
    const string Analysts = "finance.analysts@nanba.example";
    const string Root = "/api/2.1/unity-catalog";

    [Fact]
    public async Task Who_loses_all_privileges_keeps_those_of_the_settings()
    {
        await ApplyAsync();
        await PatchAsync("permissions/catalog/nanba_dev", new()
        {
            ["changes"] = new JsonArray(new JsonObject { ["principal"] = Analysts, ["add"] = new JsonArray("ALL_PRIVILEGES", "MODIFY") }),
        });

        await ApplyAsync();

        var held = (await Databricks().ReadAsync($"{Root}/permissions/catalog/nanba_dev", Soon))!["privilege_assignments"]!.AsArray();
        held.ShouldHaveSingleItem()!["privileges"]!.AsArray().Select(privilege => (string)privilege!).ShouldBe(["SELECT", "USE_CATALOG"]);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("external-locations/el-stdlukdev-bronze", "External location")]
    [InlineData("storage-credentials/sc-stdlukdev", "Storage credential")]
    public async Task What_may_only_be_read_is_opened_again_for_the_job_writes(string name, string kind)
    {
        await ApplyAsync();
        await PatchAsync(name, new() { ["read_only"] = true });

        (await PlanAsync()).Resources.Single(resource => resource.Changes.Count > 0).ShouldSatisfyAllConditions(
            one => one.Kind.ShouldBe(kind), one => one.Changes.ShouldHaveSingleItem().Path.ShouldBe("read_only"));
        await ApplyAsync();

        ((bool)(await Databricks().ReadAsync($"{Root}/{name}", Soon))!["read_only"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Unity_Catalog_is_switched_to_another_connector_once_that_one_has_its_role()
    {
        await ApplyAsync();
        Clients.Sandbox.Requests.Clear();
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { AccessConnector = "ac-new" });

        await ApplyAsync();

        string[] order = ["/accessConnectors/ac-new", "/roleAssignments/", "/storage-credentials/sc-stdlukdev"];
        Clients.Sandbox.Requests.All.Where(request => request.Method is "PUT" or "PATCH")
            .Select(request => Array.FindIndex(order, part => request.Path.Contains(part, StringComparison.Ordinal)))
            .ShouldBe([0, 1, 2]);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_principal_that_does_not_exist_yet_keeps_the_approvals()
    {
        Clients.Sandbox.Account.Access.Delete(Analysts);

        var refused = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        refused.Faults.ShouldHaveSingleItem()
            .ShouldStartWith($"Grants nanba_dev: Infrastructure:Grants:{Analysts}: Databricks knows no such user");
        refused.IsLiftable.ShouldBeTrue();
    }

    CatalogEndpoint Databricks() => Clients.Get<PortalCatalogs>().Of(Clients.Sandbox.Uris.Workspaces["dev"]);

    async Task PatchAsync(string name, JsonObject body) => await Databricks().WriteAsync(HttpMethod.Patch, $"{Root}/{name}", body, Soon);
}
