using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Provisioning;

/// <summary>What the doctor finds: the access that the service principal itself needs.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_may_do_everything_lacks_nothing()
    {
        var checks = await ChecksAsync();

        checks.ShouldAllBe(check => !check.IsMissing);
        checks.Where(check => check.State is AccessState.Unknown).ShouldAllBe(check => check.Reason == "The workspace is still to be made.");
    }

    [Fact]
    public async Task Every_missing_action_is_named_with_its_scope_and_who_grants_it()
    {
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Network/*/write");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Network/privateDnsZones/join/action");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Authorization/*/write");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/locations/deletedVaults/read");

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ToList();

        missing.Select(check => check.Action).ShouldBe(
        [
            "Microsoft.KeyVault/locations/deletedVaults/read", "Microsoft.Network/virtualNetworks/write", "Microsoft.Network/privateDnsZones/write",
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks/write", "Microsoft.Network/privateEndpoints/write",
            "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write", "Microsoft.Network/privateDnsZones/join/action",
            "Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/locks/write",
        ], ignoreOrder: true);
        missing.Single(check => check.Action.EndsWith("locks/write", StringComparison.Ordinal)).Remedy.ShouldBe(
            $"az role assignment create --assignee-object-id {Tenant.ReleaseObjectId} --assignee-principal-type ServicePrincipal "
            + $"--role \"User Access Administrator\" --scope /subscriptions/{Tenant.SubscriptionId}");
    }

    [Fact]
    public async Task Once_the_group_is_there_less_is_asked_for()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Storage/storageAccounts/write");

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem();

        missing.Scope.ShouldBe($"/subscriptions/{Tenant.SubscriptionId}/resourceGroups/nanba-github");
        missing.Remedy.ShouldNotBeNull().ShouldContain("--role \"Contributor\"");
    }

    [Fact]
    public async Task A_resource_provider_that_is_not_registered_is_named()
    {
        _portal.Sandbox.Faults.Add(new() { Path = "*/providers/Microsoft.Databricks", Status = 200, Body = """{"registrationState":"NotRegistered"}""" });

        (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem().Remedy
            .ShouldBe($"az provider register --namespace Microsoft.Databricks --subscription {Tenant.SubscriptionId}");
    }

    [Fact]
    public async Task Who_is_not_admin_of_the_account_is_told_where_that_is_granted()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Faults.Add(new() { Path = "/api/2.0/accounts/*", Status = 403, Body = """{"error_code":"PERMISSION_DENIED","message":"Not you."}""" });

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem();

        missing.Reason.ShouldBe("Databricks refused the read (PERMISSION_DENIED).");
        missing.Remedy.ShouldNotBeNull().ShouldContain("role Account admin");
    }

    [Fact]
    public async Task What_may_not_be_made_in_the_metastore_is_named()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "*/unity-catalog/catalogs/*", Status = 404, Body = """{"error_code":"CATALOG_DOES_NOT_EXIST","message":"Gone."}""" });
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "*/effective-permissions/*", Status = 200, Body = """{"privilege_assignments":[]}""" });

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem();

        missing.Action.ShouldBe("Catalog nanba_dev_bronze");
        missing.Reason.ShouldBe("The service principal lacks CREATE_CATALOG on the metastore, and is not its owner.");
    }

    [Fact]
    public void Every_action_that_a_stage_can_need_stands_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(Architecture.BuiltFiles.Root, "docs", "provisioning.md"));
        var full = Stages.Small("s") with
        {
            KeyVault = "kv",
            PrincipalId = "p",
            AccessConnector = "ac",
            Locks = true,
            Network = Stages.Network(clusters: true),
            Workspace = new() { Name = "w" },
        };

        StageBlueprint.Standard(full).Resources.OfType<AzureResource>().SelectMany(resource => resource.Actions)
            .Where(action => !IsTold(text, action) && (action.EndsWith("/action", StringComparison.Ordinal) || !IsTold(text, action[..action.LastIndexOf('/')])))
            .Distinct(StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>Whole, or as a type of which reading and writing is needed.</summary>
    static bool IsTold(string text, string action) => text.Contains($"`{action}`", StringComparison.Ordinal);

    EntraTenant Tenant => _portal.Sandbox.Entra.Tenant;

    Task<IReadOnlyList<AccessCheck>> ChecksAsync() => _portal.Get<VerifyAccess>().RunAsync(_portal.Pipeline.Get("dev"), Soon);
}
