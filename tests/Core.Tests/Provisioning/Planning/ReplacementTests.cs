using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Provisioning.Settings;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>What Azure cannot change is told by the settings that describe it, and by what a person can do.</summary>
public sealed partial class ReplacementTests
{
    const string Id = "5f3c8f1e-0000-0000-0000-000000000001";

    static readonly HashSet<string> OfStage =
    [
        .. typeof(StageOptions).GetProperties().Select(setting => setting.Name),
        .. typeof(InfrastructureOptions).GetProperties().Select(setting => $"Infrastructure:{setting.Name}"),
    ];

    static readonly HashSet<string> All = [.. OfStage, .. typeof(AzureOptions).GetProperties().Select(setting => $"Azure:{setting.Name}")];

    [Fact]
    public void Every_fixed_field_of_every_resource_names_a_setting_of_the_stage_and_a_way_out()
    {
        var all = BodiesTests.Combinations().SelectMany(stage => StageBlueprint.Standard(stage).Resources)
            .Where(resource => !resource.IsAdopted);
        var stuck = all.SelectMany(resource => resource.Fixed.Select(field => (resource, field)))
            .Where(pair => Holder(pair.resource.Body(), pair.field) is not null)
            .DistinctBy(pair => (pair.resource.Id, pair.field)).ToList();
        stuck.Select(pair => pair.resource.GetType()).Distinct().ShouldBe(WithFixedFields(), ignoreOrder: true);

        foreach (var (resource, field) in stuck)
        {
            var reason = ReasonOf(resource, field);
            string[] known = [.. FieldSettings.Of(resource, field), .. FieldSettings.Naming(resource)];
            string[] written = [.. Key().Matches(reason).Select(match => match.Value)];
            known.Concat(written).ShouldAllBe(key => All.Contains(key), reason);
            known.Concat(written).Where(OfStage.Contains).ShouldContain(key => reason.Contains(key, StringComparison.Ordinal), reason);
            reason.ShouldNotContain("properties.");
            (resource.Anew is not null || FieldSettings.Naming(resource).Count > 0).ShouldBeTrue(reason);
        }
    }

    [Theory]
    [InlineData("Storage account", "location", "westeurope",
        "Its region is westeurope, described is uksouth (Region). Azure cannot change that once the storage account exists. "
        + "Set Region to westeurope, name another storage account with StorageAccount or delete it in the Azure portal, "
        + "after its lock (Settings, Locks), which loses all data in it; the next deployment makes it anew.")]
    [InlineData("Storage account", "properties.isHnsEnabled", "false",
        "Its hierarchical namespace is false, described is true. Azure cannot change that once the storage account exists. "
        + "Name another storage account with StorageAccount or delete it in the Azure portal, "
        + "after its lock (Settings, Locks), which loses all data in it; the next deployment makes it anew.")]
    [InlineData("Key vault", "location", "westeurope",
        "Its region is westeurope, described is uksouth (Region). Azure cannot change that once the key vault exists. "
        + "Set Region to westeurope or name another key vault with KeyVault.")]
    [InlineData("Workspace", "properties.parameters.customVirtualNetworkId.value", null,
        "It has no network of the clusters, described is vnet-dev "
        + "(Infrastructure:Network, Infrastructure:HostSubnet and Infrastructure:ContainerSubnet). "
        + "Azure cannot change that once the workspace exists. "
        + "Set Infrastructure:Network, Infrastructure:HostSubnet and Infrastructure:ContainerSubnet back, "
        + "name another workspace with WorkspaceName or delete it in the Azure portal, after its lock (Settings, Locks), "
        + "which loses its notebooks, its jobs and their history; the next deployment makes it anew.")]
    public void It_says_what_it_is_what_it_would_be_and_what_is_lost(string kind, string field, string? found, string reason)
    {
        var stage = Stages.Small(Id) with
        {
            TenantId = Id,
            KeyVault = "kv-dev-dbws",
            Network = Stages.Network(clusters: true),
            Workspace = new() { Name = "databricks-uksouth-dev" },
        };

        ReasonOf(StageBlueprint.Standard(stage).Resources.First(resource => resource.Kind == kind), field, found).ShouldBe(reason);
    }

    [Fact]
    public void Ids_whose_last_names_are_the_same_are_told_by_more_of_them()
    {
        var link = new PrivateDnsLink(Stages.Small(Id) with { Network = Stages.Network(clusters: false) }, "blob");
        var other = $"/subscriptions/{Id}/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/vnet-dev";

        ReasonOf(link, "properties.virtualNetwork.id", other)
            .ShouldStartWith("Its network is other/vnet-dev, described is nanba-github/vnet-dev (");
    }

    static IEnumerable<Type> WithFixedFields() => typeof(ManagedResource).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ManagedResource)))
        .Where(type => type.GetProperty(nameof(ManagedResource.Fixed))!.DeclaringType == type);

    static string ReasonOf(ManagedResource resource, string field, string? found = "another")
    {
        var (holder, name) = Holder(resource.Body(), field)!.Value;
        return Replacement.ReasonOf(resource, [new(field, found, $"{holder[name]}")]);
    }

    /// <returns>Null where this body has no such field.</returns>
    static (JsonObject Holder, string Name)? Holder(JsonObject body, string path)
    {
        var (at, parts) = ((JsonNode?)body, path.Split('.'));
        foreach (var part in parts[..^1])
        {
            at = part.Split('[', ']') is [var list, var name, _]
                ? at?[list]?.AsArray().First(item => (string?)item!["name"] == name)
                : at?[part];
        }

        return at is JsonObject holder && holder.ContainsKey(parts[^1]) ? (holder, parts[^1]) : null;
    }

    [GeneratedRegex(@"\b(Infrastructure|Azure):\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
