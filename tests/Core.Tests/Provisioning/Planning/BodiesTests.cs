using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Tests.Provisioning.Settings;
using ReleasePortal.Sandbox.Arm;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>What is sent to Azure, against what Azure publishes.</summary>
public sealed class BodiesTests
{
    const string Id = "5f3c8f1e-0000-0000-0000-000000000001";

    const string Gateway = $"/subscriptions/{Id}/resourceGroups/other/providers/Microsoft.Network/natGateways/theirs";

    /// <summary>The portal's own, somebody's, and none.</summary>
    static readonly string?[] Gateways = [null, Gateway, "none"];

    static readonly bool[] Switch = [false, true];

    /// <summary>0: no network, 1: endpoints only, 2: clusters too.</summary>
    static readonly int[] Networks = [0, 1, 2];

    /// <summary>0: no workspace, 1: made here, 2: adopted.</summary>
    static readonly int[] Workspaces = [0, 1, 2];

    [Fact]
    public async Task Every_body_of_every_combination_of_the_switches_is_as_Azure_publishes_it()
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        var bodies = 0;
        foreach (var stage in Combinations())
        {
            var blueprint = StageBlueprint.Standard(stage);
            blueprint.Faults().ShouldBeEmpty();
            foreach (var resource in blueprint.Resources.OfType<AzureResource>().Where(resource => !resource.IsAdopted))
            {
                bodies++;
                var body = await Later.ResolveAsync(
                    resource.Body(), _ => Task.FromResult<JsonObject?>(null), TestContext.Current.CancellationToken);
                var found = PublishedTypes.FaultsOf(resource.Type, resource.ApiVersion, WithoutNulls(body));
                faults.UnionWith(found.Select(fault => $"{resource.Kind}: {fault}"));
            }
        }

        faults.ShouldBeEmpty();
        bodies.ShouldBeGreaterThan(1000);
    }

    /// <summary>What shall not be there is not sent.</summary>
    static JsonObject WithoutNulls(JsonObject body) => new(
        from field in body
        where field.Value is not null
        select KeyValuePair.Create(field.Key, field.Value is JsonObject fields ? WithoutNulls(fields) : field.Value?.DeepClone()));

    [Fact]
    public void The_recovery_of_a_vault_is_as_Azure_publishes_it()
    {
        var vault = new KeyVault(Stages.Small(Id) with { KeyVault = "kv-dev", TenantId = Id });

        PublishedTypes.FaultsOf(vault.Type, vault.ApiVersion, vault.Recovery()).ShouldBeEmpty();
    }

    [Fact]
    public void What_Azure_does_not_publish_is_noticed()
    {
        var account = new StorageAccount(Stages.Small(Id));
        var body = account.Body();
        body["properties"]!["minimumTlsVersion"] = "TLS1_9";
        body["properties"]!["networkAcl"] = true;
        body["sku"]!["tier"] = "Standard";
        body.Remove("kind");

        PublishedTypes.FaultsOf(account.Type, account.ApiVersion, body).Select(fault => fault.Field)
            .ShouldBe(["kind", "properties.minimumTlsVersion", "properties.networkAcl", "sku.tier"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_resource_needs_stands_before_it_in_every_combination()
    {
        foreach (var stage in Combinations())
        {
            var all = StageBlueprint.Standard(stage).Resources.Select(resource => resource.Id).ToList();
            foreach (var (index, resource) in StageBlueprint.Standard(stage).Resources.Index())
            {
                resource.Needs.Where(all.Contains).ShouldAllBe(need => all.IndexOf(need) < index, resource.Id);
            }

            all.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(all.Count);
        }
    }

    internal static IEnumerable<StageResources> Combinations() =>
        from network in Networks
        from workspace in Workspaces
        from vault in Switch
        from principal in Switch
        from connector in Switch
        from locks in Switch
        from catalog in Switch
        from isPublic in Switch
        from ranges in Switch
        from subnets in Switch
        from gateway in network == 2 ? Gateways : [null]
        select Stages.Small(Id) with
        {
            TenantId = Id,
            PrincipalId = principal ? Id : null,
            KeyVault = vault ? "kv-dev-dbws" : null,
            Network = network == 0 ? null : Stages.Network(clusters: network == 2) with { NatGateway = gateway },
            AllowedRanges = ranges ? ["203.0.113.0/24", "198.51.100.7"] : [],
            AllowedSubnets = subnets
                ? [$"/subscriptions/{Id}/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/theirs/subnets/runners"]
                : [],
            Workspace = workspace == 0 ? null : new()
            {
                IsPublic = isPublic,
                Name = "databricks-uksouth-dev",
                AdoptedId = workspace == 2
                    ? $"/subscriptions/{Id}/resourceGroups/other/providers/Microsoft.Databricks/workspaces/databricks-uksouth-dev"
                    : null,
            },
            AccessConnector = connector ? "ac-dev" : null,
            Locks = locks,
            Catalog = catalog
                ? new()
                {
                    WorkspaceUrl = new("https://adb-1.1.azuredatabricks.net"),
                    Catalog = "nanba_dev",
                    Schema = "default",
                    MetastoreId = workspace == 0
                    ? null
                    : Id
                }
                : null,
        };
}
