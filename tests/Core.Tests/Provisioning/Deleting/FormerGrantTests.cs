using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning.Deleting;

/// <summary>Who leaves the setting Grants loses what deployments gave, with an approved plan; whoever never stood
/// there keeps what they have.</summary>
public sealed class FormerGrantTests : IAsyncLifetime
{
    const string Catalog = "nanba_dev_bronze";
    const string Analysts = "finance-analysts";
    const string Engineers = "data-engineers";

    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.StartAsync();
        await _portal.ReleaseInDevAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_leaves_the_settings_is_in_the_plan_and_loses_exactly_that()
    {
        await GiveAsync("somebody", "SELECT");
        await SetAsync((Analysts, null));

        var view = await LookAsync();
        await DeployAsync(view);

        view.Resources.Where(resource => resource.State is not ResourceState.InSync).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Kind.ShouldBe("Grants"), one => one.State.ShouldBe(ResourceState.Described));
        Changes(view).ShouldBe(
            [new PlannedField($"principal {Analysts}", "SELECT, USE CATALOG, USE SCHEMA", "none", false) { IsDescribedAnew = true }]);
        view.Former.ShouldBeEmpty();
        JsonNode.DeepEquals(
            JsonNode.Parse(Patches().ShouldHaveSingleItem()),
            JsonNode.Parse($$"""{"changes":[{"principal":"{{Analysts}}","add":[],"remove":["SELECT","USE_CATALOG","USE_SCHEMA"]}]}"""))
                .ShouldBeTrue();
        (await HeldAsync()).Keys.ShouldBe([Engineers, "somebody"], ignoreOrder: true);
        (await LookAsync()).Differs.ShouldBeFalse();
    }

    [Fact]
    public async Task One_privilege_that_leaves_the_settings_is_taken_away_alone()
    {
        await SetAsync((Analysts, "USE_CATALOG,USE_SCHEMA"));

        var view = await LookAsync();
        await DeployAsync(view);

        Changes(view).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                field => field.New.ShouldBe("USE CATALOG, USE SCHEMA"), field => field.IsDescribedAnew.ShouldBeTrue());
        Patches().ShouldHaveSingleItem().ShouldContain("""[{"principal":"finance-analysts","add":[],"remove":["SELECT"]}]""");
    }

    [Fact]
    public async Task What_somebody_is_given_by_hand_afterwards_is_not_the_portals_affair()
    {
        await SetAsync((Analysts, null));
        await DeployAsync(await LookAsync());
        await GiveAsync(Analysts, "SELECT");

        (await LookAsync()).Differs.ShouldBeFalse();
        await SetAsync((Analysts, null), (Engineers, null));
        await TakeAsync(Engineers, "USE_CATALOG", "USE_SCHEMA", "SELECT", "MODIFY");
        (await LookAsync()).Differs.ShouldBeFalse();
        await GiveAsync(Engineers, "SELECT");

        (await LookAsync()).Differs.ShouldBeFalse();
    }

    [Fact]
    public async Task One_after_the_other_may_leave_and_with_the_last_one_the_grants_do()
    {
        await SetAsync((Analysts, null));
        await DeployAsync(await LookAsync());
        await SetAsync((Analysts, null), (Engineers, null));

        var view = await LookAsync();
        await DeployAsync(view);
        var after = await LookAsync();

        Changes(view).ShouldHaveSingleItem().Path.ShouldBe($"principal {Engineers}");
        (await HeldAsync()).ShouldBeEmpty();
        (after.Differs, after.Doubt, after.Former.Count).ShouldBe((false, null, 0));
        after.Resources.ShouldNotContain(resource => resource.Kind == "Grants");
    }

    [Fact]
    public async Task Whoever_was_given_something_by_a_deployment_that_failed_loses_it_too()
    {
        await SetAsync(("auditors", "USE_CATALOG"), (Engineers, "USE_CATALOG"));
        FailVault();
        (await TryAsync(await LookAsync())).State.ShouldNotBe(RunState.Succeeded);
        (await HeldAsync()).Keys.ShouldContain("auditors");
        await SetAsync((Analysts, null));

        var view = await LookAsync();
        (await TryAsync(view)).State.ShouldNotBe(RunState.Succeeded);
        await GiveAsync("auditors", "SELECT");

        Changes(view).Where(field => field.New == "none")
            .Select(field => (field.Path, field.IsDescribedAnew))
            .ShouldBe([("principal auditors", true), ($"principal {Analysts}", true)]);
        (await HeldAsync()).Keys.ShouldBe([Engineers, "auditors"], ignoreOrder: true);
        Changes(await LookAsync()).ShouldAllBe(field => !field.Path.StartsWith("principal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_goes_because_of_the_settings()
    {
        await GiveAsync(Analysts, "MODIFY");
        await SetAsync((Analysts, null));

        Changes(await LookAsync()).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                field => field.Old.ShouldBe("MODIFY, SELECT, USE CATALOG, USE SCHEMA"), field => field.IsDrift.ShouldBeFalse());
    }

    [Fact]
    public async Task Who_stands_in_the_settings_of_another_stage_of_the_catalog_keeps_it_until_both_name_nobody()
    {
        (string, string?)[] shared = [("1:Infrastructure:Catalog", Catalog), ("1:Infrastructure:Grants", null),
            ($"1:Infrastructure:Grants:{Analysts}", "USE_CATALOG,USE_SCHEMA,SELECT")];
        await SetAsync([(Analysts, null)], shared);

        (await LookAsync()).Differs.ShouldBeFalse();
        await SetAsync([(Analysts, null)], [shared[0], shared[1]]);

        Changes(await LookAsync()).ShouldHaveSingleItem().Path.ShouldBe($"principal {Analysts}");
    }

    [Fact]
    public async Task A_deployment_from_before_there_were_records_and_another_address_of_the_workspace_change_nothing()
    {
        await _portal.ReadAsync(db => db.MadeResources.Where(made => made.ResourceId.StartsWith("/api/")).ExecuteDeleteAsync(Soon));
        var url = _portal.Sandbox.Uris.Workspaces["dev"];
        await SetAsync(
            [(Analysts, null)],
            [
                ("0:WorkspaceUrl", $"http://127.0.0.1:{url.Port}"),
                ("0:Infrastructure:CreateWorkspace", "false"),
                ("0:Infrastructure:MetastoreId", null),
            ]);

        Changes(await LookAsync()).ShouldHaveSingleItem().New.ShouldBe("none");
    }

    [Fact]
    public async Task Approvers_sign_it_and_a_look_in_between_does_not_take_their_approval_back()
    {
        await _portal.ReleaseInTestAsync();
        _portal.Settings[$"Pipelines:elt:Stages:1:Infrastructure:Grants:{Analysts}"] = null;
        await _portal.RestartAsync();
        var view = await LookAsync("test");
        var promotion = ((RequestOutcome.Requested)await RequestAsync("test", view)).PromotionNumber;

        var seen = (await _portal.Get<ReadPromotion>().RunAsync(TestPortal.Elt, promotion, TestPortal.Marek, Soon))!;
        await _portal.ApproveAsync(promotion, TestPortal.Marek);
        await LookAsync("test");
        var deployment = await _portal.DeployAsync("test");

        seen.Risks.ShouldContain(new Risk(
            RiskKind.Warning, $"Takes all privileges on nanba_test_silver from {Analysts}.",
            "The settings no longer give any; what it reads or writes in test by them is refused from then on."));
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        (await HeldAsync("nanba_test_silver")).Keys.ShouldBe([Engineers]);
    }

    /// <summary>So that the step does not come to its good end, whatever becomes of the grants.</summary>
    void FailVault()
    {
        var (id, body) = _portal.Sandbox.Arm.Resources.Single(
            resource => resource.Key.EndsWith("/vaults/kv-dev-dbws", StringComparison.Ordinal));
        body["properties"]!["publicNetworkAccess"] = "Enabled";
        _portal.Sandbox.Arm.Put(id, body);
        _portal.Sandbox.Faults.Add(
            new Fault { StandIn = "arm", Method = "PUT", Path = "*/vaults/kv-dev-dbws", Status = 400, Times = null, Body = """{"error":{"code":"Broken","message":"Not today."}}""" });
    }

    Task SetAsync(params (string Principal, string? Privileges)[] grants) => SetAsync(grants, []);

    async Task SetAsync((string Principal, string? Privileges)[] grants, (string Key, string? Value)[] settings)
    {
        _portal.Settings.Clear();
        foreach (var (key, value) in grants.Select(grant => ($"0:Infrastructure:Grants:{grant.Principal}", grant.Privileges))
            .Concat(settings))
        {
            _portal.Settings[$"Pipelines:elt:Stages:{key}"] = value;
        }

        await _portal.RestartAsync();
        _portal.Sandbox.Requests.Clear();
    }

    async Task<InfrastructureView> LookAsync(string stage = "dev")
    {
        await _portal.Get<CheckResources>().RunAsync(TestPortal.Elt, stage, Soon);
        return await _portal.Get<ReadInfrastructure>().RunAsync(TestPortal.Elt, stage, Soon);
    }

    static IEnumerable<PlannedField> Changes(InfrastructureView view) => view.Plan.SelectMany(change => change.Fields);

    Task<RequestOutcome> RequestAsync(string stage, InfrastructureView seen) =>
        _portal.Get<RequestProvisioning>().RunAsync(TestPortal.Elt, stage, seen.Digest!, "They left", TestPortal.Jonas, Soon);

    async Task<Deployment> TryAsync(InfrastructureView seen)
    {
        (await RequestAsync("dev", seen)).ShouldBeOfType<RequestOutcome.Requested>();
        return await _portal.DeployAsync("dev");
    }

    async Task DeployAsync(InfrastructureView seen)
    {
        var deployment = await TryAsync(seen);
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
    }

    IEnumerable<string> Patches() =>
        _portal.Sandbox.Requests.All.Where(request => request.Method is "PATCH").Select(request => request.Body);

    Task GiveAsync(string principal, params string[] privileges) => ChangeAsync(principal, "add", privileges);

    Task TakeAsync(string principal, params string[] privileges) => ChangeAsync(principal, "remove", privileges);

    async Task ChangeAsync(string principal, string how, string[] privileges) => await Databricks().WriteAsync(
        HttpMethod.Patch, $"/api/2.1/unity-catalog/permissions/catalog/{Catalog}",
        new()
        {
            ["changes"] = new JsonArray(new JsonObject
            {
                ["principal"] = principal,
                [how] = new JsonArray([.. privileges.Select(privilege => JsonValue.Create(privilege))])
            })
        }, Soon);

    async Task<Dictionary<string, JsonNode?>> HeldAsync(string catalog = Catalog) =>
        ((await Databricks().ReadAsync(
            $"/api/2.1/unity-catalog/permissions/catalog/{catalog}", Soon))!["privilege_assignments"] as JsonArray ?? [])
            .ToDictionary(grant => (string)grant!["principal"]!, grant => grant!["privileges"], StringComparer.Ordinal);

    CatalogEndpoint Databricks() => _portal.Get<PortalCatalogs>().Of(_portal.Sandbox.Uris.Workspaces["dev"]);
}
