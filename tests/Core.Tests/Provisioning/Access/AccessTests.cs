using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Access;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Provisioning.Access;

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
        var unknown = checks.Where(check => check.State is AccessState.Unknown).ToList();
        unknown[^1].Action.ShouldBe("The clusters may have no way to storage account stdlukdev");
        unknown.SkipLast(1).ShouldAllBe(check => check.Reason == "The workspace is still to be made.");
    }

    [Fact]
    public async Task Every_missing_action_is_named_with_its_scope_and_who_grants_it()
    {
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Network/*/write");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Network/privateDnsZones/join/action");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Authorization/*/write");
        _portal.Sandbox.Arm.Access.Deny("Microsoft.KeyVault/*deletedVaults/read");

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ToList();

        missing.Select(check => check.Action).ShouldBe([
            "Microsoft.KeyVault/locations/deletedVaults/read", "Microsoft.KeyVault/deletedVaults/read",
            "Microsoft.Network/virtualNetworks/write", "Microsoft.Network/privateDnsZones/write",
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks/write", "Microsoft.Network/privateEndpoints/write",
            "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write", "Microsoft.Network/privateDnsZones/join/action",
            "Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/locks/write",
        ], ignoreOrder: true);
        missing.Single(check => check.Action is "Microsoft.KeyVault/deletedVaults/read").Remedy
            .ShouldNotBeNull().ShouldEndWith($"--role \"Reader\" --scope /subscriptions/{Tenant.SubscriptionId}");
        missing.Single(check => check.Action.EndsWith("locks/write", StringComparison.Ordinal)).Remedy.ShouldBe(
            $"az role assignment create --assignee-object-id {Tenant.ReleaseObjectId} --assignee-principal-type ServicePrincipal "
            + $"--role \"Locks Contributor\" --scope /subscriptions/{Tenant.SubscriptionId}");
    }

    [Fact]
    public async Task Once_the_group_is_there_less_is_asked_for_but_deleted_vaults_are_kept_by_the_subscription()
    {
        await _portal.ReleaseInDevAsync();
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Storage/storageAccounts/write");

        var checks = await ChecksAsync();

        checks.Where(check => check.Action.EndsWith("deletedVaults/read", StringComparison.Ordinal)).Select(check => check.Scope)
            .ShouldBe(Enumerable.Repeat($"/subscriptions/{Tenant.SubscriptionId}", 2));
        var missing = checks.Where(check => check.IsMissing).ShouldHaveSingleItem();

        missing.Scope.ShouldBe($"/subscriptions/{Tenant.SubscriptionId}/resourceGroups/nanba-github");
        missing.Remedy.ShouldNotBeNull().ShouldContain("--role \"Contributor\"");
    }

    [Fact]
    public async Task A_resource_provider_that_is_not_registered_is_named()
    {
        _portal.Sandbox.Faults.Add(
            new() { Path = "*/providers/Microsoft.Databricks", Status = 200, Body = """{"registrationState":"NotRegistered"}""" });

        (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem().Remedy
            .ShouldBe($"az provider register --namespace Microsoft.Databricks --subscription {Tenant.SubscriptionId}");
    }

    /// <summary>A role on the group is enough, one on the subscription is, too.</summary>
    [Fact]
    public async Task Who_may_not_follow_what_Azure_works_on_lacks_that()
    {
        _portal.Sandbox.Arm.Access.Deny("Microsoft.Databricks/locations/operationstatuses/read");

        var missing = (await ChecksAsync()).Where(check => check.IsMissing).ShouldHaveSingleItem();

        missing.Action.ShouldBe("Microsoft.Databricks/locations/operationstatuses/read");
        missing.Scope.ShouldBe($"/subscriptions/{Tenant.SubscriptionId}");
        missing.Remedy.ShouldNotBeNull().ShouldContain("--role \"Reader\"");
    }

    [Fact]
    public async Task List_documentation_and_doctor_are_the_same()
    {
        var full = StageBlueprint.Standard(Stages.Small(Tenant.SubscriptionId.ToString()) with
        {
            KeyVault = "kv",
            PrincipalId = "p",
            AccessConnector = "ac",
            Locks = true,
            Network = Stages.Network(clusters: true),
            Workspace = new() { Name = "w" },
            AllowedSubnets = [$"/subscriptions/{Tenant.SubscriptionId}/resourceGroups/theirs/providers/Microsoft.Network/virtualNetworks/theirs/subnets/runners"],
        });
        var resources = full.Resources.OfType<AzureResource>().ToList();

        var list = resources.SelectMany(
            resource => resource.Actions.Concat(resource.ActionsElsewhere.Select(elsewhere => elsewhere.Action)).Append(resource.Following))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var checks = await _portal.Get<VerifyAccess>().RunAsync(full, Soon);

        Documented().Distinct(StringComparer.Ordinal).ShouldBe(list, ignoreOrder: true);
        checks.Select(check => check.Action)
            .Where(action => action.StartsWith("Microsoft.", StringComparison.Ordinal))
            .ShouldBe(list, ignoreOrder: true);
    }

    /// <summary>Of the table of actions; a type stands for reading and writing it.</summary>
    static IEnumerable<string> Documented()
    {
        var text = File.ReadAllText(Path.Combine(Architecture.BuiltFiles.Root, "docs", "provisioning.md"));
        var table = text[text.IndexOf("| for | actions on |", StringComparison.Ordinal)..];
        return table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('`')
            .Where(word => word.StartsWith("Microsoft.", StringComparison.Ordinal))
            .SelectMany(word => word.Split('/')[^1] is "read" or "write" or "action" ? [word] : new[] { $"{word}/read", $"{word}/write" });
    }

    EntraTenant Tenant => _portal.Sandbox.Entra.Tenant;

    Task<IReadOnlyList<AccessCheck>> ChecksAsync() =>
        _portal.Get<VerifyAccess>().RunAsync(_portal.Get<StageBlueprints>().Of(_portal.Pipeline.Get("dev")), Soon);
}
