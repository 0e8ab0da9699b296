using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>A whole stage, made in a sandbox that checks every body and answers as Azure does.</summary>
public sealed class SandboxProvisionerTests : ProvisioningTest
{
    [Fact]
    public async Task A_stage_is_made_from_nothing_and_then_left_alone()
    {
        var plan = await PlanAsync();
        plan.Resources.ShouldAllBe(resource => resource.Action == ResourceAction.Create);
        plan.Resources.Single(resource => resource.Name.EndsWith("for ac-uksouth-dev", StringComparison.Ordinal)).Changes
            .ShouldContain(new FieldChange("properties.principalId", null, "known after create"));

        var first = await ApplyAsync();
        var writes = Writes();
        var second = await ApplyAsync();

        first.Count.ShouldBe(Blueprint.Resources.Count);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        second.ShouldBeEmpty();
        Writes().ShouldBe(writes);
        Clients.Sandbox.Account.Assignments.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Storage account", "properties.minimumTlsVersion", "TLS1_0")]
    [InlineData("Key vault", "properties.networkAcls.defaultAction", "Allow")]
    [InlineData("Workspace", "sku.name", "standard")]
    public async Task A_field_changed_by_hand_is_the_whole_drift_and_is_set_back_alone(string kind, string path, string value)
    {
        await ApplyAsync();
        var wanted = Blueprint.Resources.First(resource => resource.Kind == kind);
        var changed = Found(wanted.Id);
        Set(changed, path, value);
        changed["tags"] = new JsonObject { ["cost.centre"] = "7" };
        Clients.Sandbox.Arm.Put(wanted.Id, changed);

        var drift = await PlanAsync();
        var writes = Writes();
        var written = await ApplyAsync();

        drift.Resources.SelectMany(resource => resource.Changes).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Path.ShouldBe(path), change => change.Old.ShouldBe(value));
        written.ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
        Writes().ShouldBe(writes + 1);
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Found(wanted.Id)["tags"]!["cost.centre"]!.GetValue<string>().ShouldBe("7");
    }

    [Fact]
    public async Task Subnets_of_others_stay_when_ours_are_set_right()
    {
        await ApplyAsync();
        var network = Blueprint.Resources.Single(resource => resource.Kind == "Virtual network");
        var changed = Found(network.Id);
        var subnets = changed["properties"]!["subnets"]!.AsArray();
        subnets[0]!["properties"]!["serviceEndpoints"] = new JsonArray(new JsonObject { ["service"] = "Microsoft.Sql" });
        subnets[0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled";
        subnets.Add(new JsonObject { ["name"] = "theirs", ["properties"] = new JsonObject { ["addressPrefix"] = "10.20.9.0/24" } });
        Clients.Sandbox.Arm.Put(network.Id, changed);

        await ApplyAsync();

        var after = Found(network.Id)["properties"]!["subnets"]!.AsArray();
        after.Select(subnet => (string)subnet!["name"]!)
            .ShouldBe(["snet-private-endpoints", "snet-databricks-host", "snet-databricks-container", "theirs"]);
        after[0]!["properties"]!["privateEndpointNetworkPolicies"]!.GetValue<string>().ShouldBe("Disabled");
        after[0]!["properties"]!["serviceEndpoints"]![0]!["service"]!.GetValue<string>().ShouldBe("Microsoft.Sql");
    }

    [Fact]
    public async Task A_role_that_somebody_gave_by_hand_is_not_given_again()
    {
        await ApplyAsync();
        var role = Blueprint.Resources.First(resource => resource.Kind == "Role assignment");
        var body = Found(role.Id);
        Clients.Sandbox.Arm.Delete(Blueprint.Resources.First(resource => resource.Kind == "Lock").Id);
        Clients.Sandbox.Arm.Delete(role.Id);
        Blueprint = new([.. Blueprint.Resources.Where(resource => resource.Kind != "Lock")]);
        Clients.Sandbox.Arm.Put(
            $"{role.Id[..role.Id.LastIndexOf('/')]}/{Guid.NewGuid()}", new() { ["properties"] = body["properties"]!.DeepClone() });

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_vault_of_the_same_name_comes_back_with_what_is_not_ours_and_is_set_right()
    {
        await ApplyAsync();
        var vault = Blueprint.Resources.Single(resource => resource.Kind == "Key vault").Id;
        var open = Found(vault);
        open["properties"]!["networkAcls"]!["defaultAction"] = "Allow";
        open["properties"]!["enabledForDeployment"] = true;
        open["tags"] = new JsonObject { ["owner"] = "data" };
        Clients.Sandbox.Arm.Put(vault, open);
        foreach (var id in Clients.Sandbox.Arm.Resources.Keys.Where(id => id.StartsWith($"{vault}/", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            Clients.Sandbox.Arm.Delete(id);
        }

        Clients.Sandbox.Arm.Delete(vault);
        Clients.Sandbox.Arm.Delete(Blueprint.Resources.Single(resource => resource.Name == "pe-kv-dev-dbws-vault").Id);

        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.Single(resource => resource.Id == vault).Changes[0].New.ShouldBe("recovered");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        ((bool)Found(vault)["properties"]!["enabledForDeployment"]!).ShouldBeTrue();
        ((string?)Found(vault)["tags"]!["owner"]).ShouldBe("data");
    }

    [Fact]
    public async Task A_missing_permission_blocks_the_plan_and_names_action_and_scope()
    {
        Clients.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        var plan = await PlanAsync();

        var blocked = plan.Resources.Single(resource => resource.Action is ResourceAction.Blocked);
        blocked.Kind.ShouldBe("Key vault");
        blocked.Reason.ShouldBe(
            $"The service principal lacks the permission 'Microsoft.KeyVault/vaults/write' on '/subscriptions/{Clients.Settings["Azure:SubscriptionId"]}'.");
        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults.ShouldHaveSingleItem();
        Writes().ShouldBe(0);
    }

    [Fact]
    public async Task Where_a_new_catalog_keeps_its_tables_is_signed_with_the_plan_and_nobodys_business_afterwards()
    {
        var made = (await PlanAsync()).Resources.Single(resource => resource.Kind == "Catalog");
        await ApplyAsync();

        made.Changes.ShouldContain(new FieldChange("storage_root", null, "abfss://bronze@stdlukdev.dfs.core.windows.net/nanba_dev"));
        var sent = Clients.Sandbox.Requests.All.Single(
            request => request.Method == "POST" && request.Path.EndsWith("/unity-catalog/catalogs", StringComparison.Ordinal));
        sent.Body.ShouldContain("abfss://bronze@stdlukdev.dfs.core.windows.net/nanba_dev");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task An_adopted_workspace_is_only_looked_at()
    {
        var group = $"/subscriptions/{Clients.Settings["Azure:SubscriptionId"]}/resourceGroups/theirs";
        var id = $"{group}/providers/Microsoft.Databricks/workspaces/theirs-dev";
        var stage = Stages.Full(Clients);
        Blueprint = StageBlueprint.Standard(stage with { Workspace = stage.Workspace! with { Name = "theirs-dev", AdoptedId = id } });
        var plan = await PlanAsync();
        plan.Resources.Single(resource => resource.Id == id).Action.ShouldBe(ResourceAction.Blocked);

        Clients.Sandbox.Arm.Put(group, new() { ["location"] = "uksouth" });
        Clients.Sandbox.Arm.Put(id, new() { ["location"] = "ukwest" });
        await ApplyAsync();

        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        Clients.Sandbox.Requests.All.ShouldNotContain(
            request => request.Method == "PUT" && request.Path.StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grant_changed_by_hand_is_taken_back_and_those_of_others_stay()
    {
        await ApplyAsync();
        var grants = (CatalogResource)Blueprint.Resources.Single(resource => resource.Kind == "Grants");
        await GrantAsync(grants, "finance.analysts@nanba.example", "ALL_PRIVILEGES");
        await GrantAsync(grants, "somebody", "SELECT");

        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.SelectMany(resource => resource.Changes)
            .ShouldHaveSingleItem().Path
            .ShouldBe("grants.finance.analysts@nanba.example");
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
        grants.Read((await Databricks(grants).ReadAsync(grants.Address, Soon))!)["grants"]!["somebody"]![0]!.GetValue<string>()
            .ShouldBe("SELECT");
    }

    [Fact]
    public async Task Who_shall_have_nothing_loses_what_they_have_and_the_portal_takes_nothing_from_itself()
    {
        await ApplyAsync();
        var grants = (CatalogResource)Wanted("Grants");
        var portal = Clients.Settings["Azure:ClientId"]!;
        foreach (var principal in new[] { "former", "somebody", portal })
        {
            await GrantAsync(grants, principal, "MANAGE");
        }

        var described = grants.Stage.Catalog! with { Portal = portal, Grants = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["former"] = ["none"], [portal] = ["USE_CATALOG"] } };
        Blueprint = StageBlueprint.Standard(grants.Stage with { Catalog = described });
        var plan = await PlanAsync();
        await ApplyAsync();

        plan.Resources.SelectMany(resource => resource.Changes).Select(change => (change.Path, change.Old, change.New)).ShouldBe(
            [("grants.former", """["MANAGE"]""", "[]"), ($"grants.{portal}", "[]", """["USE_CATALOG"]""")]);
        var held = (await Databricks(grants).ReadAsync(grants.Address, Soon))!["privilege_assignments"]!.AsArray();
        held.Select(
            grant =>
                $"{grant!["principal"]} {string.Join(' ', grant["privileges"]!.AsArray().Select(privilege => (string)privilege!).Order(StringComparer.Ordinal))}")
            .ShouldBe(
                ["finance.analysts@nanba.example SELECT USE_CATALOG", "somebody MANAGE", $"{portal} MANAGE USE_CATALOG"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_converges_though_a_third_of_all_calls_fails()
    {
        Fail("/subscriptions/*", [429, 500, 409], calls: 600);
        Fail("/api/2.*", [429, 500, 409], calls: 200, body: """{"error_code":"ABORTED","message":"Another change was faster."}""");
        for (var run = 0; run < 5 && !await TryApplyAsync(); run++)
        {
        }

        Share(Clients.Sandbox.Requests.All.Where(request => request.Path.StartsWith("/subscriptions/", StringComparison.Ordinal)))
            .ShouldBeInRange(0.25, 0.35);
        Share(Clients.Sandbox.Requests.All.Where(request => request.Path.StartsWith("/api/2.", StringComparison.Ordinal))).ShouldBeInRange(
            0.25, 0.4);
        Clients.Sandbox.Requests.All.Where(request => request.Path.StartsWith("/api/2.", StringComparison.Ordinal))
            .ShouldContain(request => request.Status == 409);
        Clients.Sandbox.Faults.Clear();
        (await PlanAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_service_principal_signs_in_for_Databricks() =>
        (await Clients.Get<EntraTokens>().ForDatabricksAsync(Soon)).Reveal().Split('.').Length.ShouldBe(3);

    async Task<bool> TryApplyAsync()
    {
        try
        {
            await ApplyAsync();
            return true;
        }
        catch (Exception fault) when (fault is AzureException { IsTransient: true } or DatabricksException { MayPass: true })
        {
            return false;
        }
    }

    /// <summary>Three of ten calls fail: a rule does not count the calls that rules before it struck.</summary>
    void Fail(string path, int[] statuses, int calls, string? body = null)
    {
        for (var call = 0; call < calls; call += 7)
        {
            foreach (var (offset, status) in statuses.Index())
            {
                Clients.Sandbox.Faults.Add(
                    new() { Path = path, Skip = call + (offset * 2), Status = status, Body = body, RetryAfterSeconds = 0 });
            }
        }
    }

    static double Share(IEnumerable<LoggedRequest> requests) =>
        requests.Average(request => request.Status is 429 or 409 or >= 500 ? 1.0 : 0.0);

    async Task GrantAsync(CatalogResource grants, string principal, string privilege)
    {
        var change = new JsonObject
        {
            ["principal"] = principal,
            ["add"] = new JsonArray(privilege),
            ["remove"] = new JsonArray("SELECT", "USE_CATALOG")
        };
        if (principal != "finance.analysts@nanba.example")
        {
            change.Remove("remove");
        }

        await Databricks(grants).WriteAsync(HttpMethod.Patch, grants.Address, new() { ["changes"] = new JsonArray(change) }, Soon);
    }

    CatalogEndpoint Databricks(CatalogResource resource) => Clients.Get<PortalCatalogs>().Of(resource);

    static void Set(JsonObject body, string path, string value)
    {
        JsonNode node = body;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            node = name.Split('[') is [var list, var key]
                ? node[list]!.AsArray().First(item => (string?)item!["name"] == key.TrimEnd(']'))!
                : node[name]!;
        }

        node[names[^1]] = value.StartsWith('[') ? JsonNode.Parse(value) : value;
    }
}
