using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Tests.Clients;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Provisioning;

/// <summary>A whole stage, made in a sandbox that checks every body and answers as Azure does.</summary>
public sealed class SandboxProvisionerTests : IAsyncLifetime
{
    SandboxClients _clients = null!;
    StageBlueprint _blueprint = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    Provisioner Provisioner => _clients.Get<Provisioner>();

    public async ValueTask InitializeAsync()
    {
        _clients = await SandboxClients.StartAsync();
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients));
    }

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task A_stage_is_made_from_nothing_and_then_left_alone()
    {
        var plan = await Provisioner.PlanAsync(_blueprint, Soon);
        plan.Resources.ShouldAllBe(resource => resource.Action == ResourceAction.Create);
        plan.Resources.Single(resource => resource.Name.EndsWith("for ac-uksouth-dev", StringComparison.Ordinal)).Changes
            .ShouldContain(new FieldChange("properties.principalId", null, "known after create"));

        var first = await ApplyAsync();
        var writes = Writes();
        var second = await ApplyAsync();

        first.Count.ShouldBe(_blueprint.Resources.Count);
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
        second.ShouldBeEmpty();
        Writes().ShouldBe(writes);
        _clients.Sandbox.Account.Assignments.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Storage account", "properties.minimumTlsVersion", "TLS1_0")]
    [InlineData("Key vault", "properties.networkAcls.defaultAction", "Allow")]
    [InlineData("Workspace", "sku.name", "standard")]
    public async Task A_field_changed_by_hand_is_the_whole_drift_and_is_set_back_alone(string kind, string path, string value)
    {
        await ApplyAsync();
        var wanted = _blueprint.Resources.First(resource => resource.Kind == kind);
        var changed = Found(wanted.Id);
        Set(changed, path, value);
        changed["tags"] = new JsonObject { ["cost.centre"] = "7" };
        _clients.Sandbox.Arm.Put(wanted.Id, changed);

        var drift = await Provisioner.PlanAsync(_blueprint, Soon);
        var writes = Writes();
        var written = await ApplyAsync();

        drift.Resources.SelectMany(resource => resource.Changes).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Path.ShouldBe(path), change => change.Old.ShouldBe(value));
        written.ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
        Writes().ShouldBe(writes + 1);
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
        Found(wanted.Id)["tags"]!["cost.centre"]!.GetValue<string>().ShouldBe("7");
    }

    [Fact]
    public async Task Subnets_of_others_stay_when_ours_are_set_right()
    {
        await ApplyAsync();
        var network = _blueprint.Resources.Single(resource => resource.Kind == "Virtual network");
        var changed = Found(network.Id);
        var subnets = changed["properties"]!["subnets"]!.AsArray();
        subnets[0]!["properties"]!["serviceEndpoints"] = new JsonArray(new JsonObject { ["service"] = "Microsoft.Sql" });
        subnets[0]!["properties"]!["privateEndpointNetworkPolicies"] = "Enabled";
        subnets.Add(new JsonObject { ["name"] = "theirs", ["properties"] = new JsonObject { ["addressPrefix"] = "10.20.9.0/24" } });
        _clients.Sandbox.Arm.Put(network.Id, changed);

        await ApplyAsync();

        var after = Found(network.Id)["properties"]!["subnets"]!.AsArray();
        after.Select(subnet => (string)subnet!["name"]!).ShouldBe(["snet-private-endpoints", "snet-databricks-host", "snet-databricks-container", "theirs"]);
        after[0]!["properties"]!["privateEndpointNetworkPolicies"]!.GetValue<string>().ShouldBe("Disabled");
        after[0]!["properties"]!["serviceEndpoints"]![0]!["service"]!.GetValue<string>().ShouldBe("Microsoft.Sql");
    }

    [Fact]
    public async Task A_role_that_somebody_gave_by_hand_is_not_given_again()
    {
        await ApplyAsync();
        var role = _blueprint.Resources.First(resource => resource.Kind == "Role assignment");
        var body = Found(role.Id);
        _clients.Sandbox.Arm.Delete(_blueprint.Resources.First(resource => resource.Kind == "Lock").Id);
        _clients.Sandbox.Arm.Delete(role.Id);
        _blueprint = new([.. _blueprint.Resources.Where(resource => resource.Kind != "Lock")]);
        _clients.Sandbox.Arm.Put($"{role.Id[..role.Id.LastIndexOf('/')]}/{Guid.NewGuid()}", new() { ["properties"] = body["properties"]!.DeepClone() });

        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_vault_of_the_same_name_comes_back_and_is_set_right()
    {
        await ApplyAsync();
        var vault = _blueprint.Resources.Single(resource => resource.Kind == "Key vault").Id;
        var open = Found(vault);
        open["properties"]!["networkAcls"]!["defaultAction"] = "Allow";
        _clients.Sandbox.Arm.Put(vault, open);
        foreach (var id in _clients.Sandbox.Arm.Resources.Keys.Where(id => id.StartsWith($"{vault}/", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            _clients.Sandbox.Arm.Delete(id);
        }

        _clients.Sandbox.Arm.Delete(vault);
        _clients.Sandbox.Arm.Delete(_blueprint.Resources.Single(resource => resource.Name == "pe-kv-dev-dbws-vault").Id);

        var plan = await Provisioner.PlanAsync(_blueprint, Soon);
        await ApplyAsync();

        plan.Resources.Single(resource => resource.Id == vault).Changes[0].New.ShouldBe("recovered");
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_missing_permission_blocks_the_plan_and_names_action_and_scope()
    {
        _clients.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/vaults/write");

        var plan = await Provisioner.PlanAsync(_blueprint, Soon);

        var blocked = plan.Resources.Single(resource => resource.Action is ResourceAction.Blocked);
        blocked.Kind.ShouldBe("Key vault");
        blocked.Reason.ShouldBe(
            $"The service principal lacks the permission 'Microsoft.KeyVault/vaults/write' on '/subscriptions/{_clients.Settings["Azure:SubscriptionId"]}'.");
        (await Should.ThrowAsync<ProvisioningException>(ApplyAsync)).Faults.ShouldHaveSingleItem();
        Writes().ShouldBe(0);
    }

    [Fact]
    public async Task An_adopted_workspace_is_only_looked_at()
    {
        var id = $"/subscriptions/{_clients.Settings["Azure:SubscriptionId"]}/resourceGroups/theirs/providers/Microsoft.Databricks/workspaces/theirs";
        _blueprint = StageBlueprint.Standard(Stages.Full(_clients) with { Workspace = new() { Name = "theirs", AdoptedId = id } });
        var plan = await Provisioner.PlanAsync(_blueprint, Soon);
        plan.Resources.Single(resource => resource.Id == id).Action.ShouldBe(ResourceAction.Blocked);

        _clients.Sandbox.Arm.Put(id[..id.IndexOf("/providers", StringComparison.Ordinal)], new() { ["location"] = "uksouth" });
        _clients.Sandbox.Arm.Put(id, new() { ["location"] = "ukwest" });
        await ApplyAsync();

        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
        _clients.Sandbox.Requests.All.ShouldNotContain(request => request.Method == "PUT" && request.Path.StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grant_changed_by_hand_is_taken_back_and_those_of_others_stay()
    {
        await ApplyAsync();
        var grants = (CatalogResource)_blueprint.Resources.Single(resource => resource.Kind == "Grants");
        await GrantAsync(grants, "finance.analysts@nanba.example", "ALL_PRIVILEGES");
        await GrantAsync(grants, "somebody", "SELECT");

        var plan = await Provisioner.PlanAsync(_blueprint, Soon);
        await ApplyAsync();

        plan.Resources.SelectMany(resource => resource.Changes).ShouldHaveSingleItem().Path.ShouldBe("grants.finance.analysts@nanba.example");
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
        grants.Read((await Databricks(grants).ReadAsync(grants.Address, Soon))!)["grants"]!["somebody"]![0]!.GetValue<string>().ShouldBe("SELECT");
    }

    [Fact]
    public async Task It_converges_though_a_third_of_all_calls_fails()
    {
        Fail("/subscriptions/*", [429, 500, 409], calls: 600);
        Fail("/api/2.*", [429, 500, 503], calls: 200);
        for (var run = 0; run < 5 && !await TryApplyAsync(); run++)
        {
        }

        Share(_clients.Sandbox.Requests.All.Where(request => request.Path.StartsWith("/subscriptions/", StringComparison.Ordinal))).ShouldBeInRange(0.25, 0.35);
        Share(_clients.Sandbox.Requests.All.Where(request => request.Path.StartsWith("/api/2.", StringComparison.Ordinal))).ShouldBeInRange(0.25, 0.4);
        _clients.Sandbox.Faults.Clear();
        (await Provisioner.PlanAsync(_blueprint, Soon)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_service_principal_signs_in_for_Databricks() =>
        (await _clients.Get<EntraTokens>().ForDatabricksAsync(Soon)).Reveal().Split('.').Length.ShouldBe(3);

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
    void Fail(string path, int[] statuses, int calls)
    {
        for (var call = 0; call < calls; call += 7)
        {
            foreach (var (offset, status) in statuses.Index())
            {
                _clients.Sandbox.Faults.Add(new() { Path = path, Skip = call + (offset * 2), Status = status, RetryAfterSeconds = 0 });
            }
        }
    }

    static double Share(IEnumerable<LoggedRequest> requests) => requests.Average(request => request.Status is 429 or 409 or >= 500 ? 1.0 : 0.0);

    async Task<IReadOnlyList<PlannedResource>> ApplyAsync()
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        return await Provisioner.ApplyAsync(_blueprint, await Provisioner.PlanAsync(_blueprint, Soon), journal, Soon);
    }

    async Task GrantAsync(CatalogResource grants, string principal, string privilege)
    {
        var change = new JsonObject { ["principal"] = principal, ["add"] = new JsonArray(privilege), ["remove"] = new JsonArray("SELECT", "USE_CATALOG") };
        if (principal == "somebody")
        {
            change.Remove("remove");
        }

        await Databricks(grants).WriteAsync(HttpMethod.Patch, grants.Address, new() { ["changes"] = new JsonArray(change) }, Soon);
    }

    CatalogEndpoint Databricks(CatalogResource resource) => _clients.Get<CatalogEndpoints>()
        .Of(resource.WorkspaceUrl, async token => await _clients.Get<EntraTokens>().ForDatabricksAsync(token));

    JsonObject Found(string id) => _clients.Sandbox.Arm.Resources[id].DeepClone().AsObject();

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

    int Writes() => _clients.Sandbox.Requests.All.Count(request => request is { Method: "PUT" or "PATCH" } or { Method: "POST", Path: ['/', 'a', 'p', 'i', ..] });
}
