using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's network. The subnets are written with it, for a PUT without them would remove them; those of others stay.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks</summary>
public sealed record VirtualNetwork(StageResources Stage) : AzureResource
{
    public const string Endpoints = "snet-private-endpoints";

    public const string Hosts = "snet-databricks-host";

    public const string Containers = "snet-databricks-container";

    internal const string Loss = "a workspace whose clusters live there goes with its notebooks and jobs";

    const string Databricks = "Microsoft.Databricks/workspaces";

    const string JoinGateway = "Microsoft.Network/natGateways/join/action";

    StageNetwork Network => Stage.Network!;

    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/virtualNetworks/{Network.Name}";

    public override string Kind => "Virtual network";

    public override string Name => Network.Name;

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs =>
    [
        new ResourceGroup(Stage).Id,
        .. Network.HoldsClusters ? [new NetworkSecurityGroup(Stage).Id] : Enumerable.Empty<string>(),
        .. Network.MakesGateway ? [Gateway!] : Enumerable.Empty<string>(),
    ];

    string? Gateway =>
        Network.MakesGateway ? new NatGateway(Stage).Id : Network.NatGateway is StageNetwork.NoGateway ? null : Network.NatGateway;

    public override IReadOnlyList<string> Fixed => ["location"];

    public override string Anew =>
        $"delete it in the Azure portal, after everything that stands in it; {Loss}";

    public override IEnumerable<string> Actions =>
    [
        .. base.Actions,
        .. Network.HoldsClusters ? ["Microsoft.Network/networkSecurityGroups/join/action"] : Enumerable.Empty<string>(),
        .. Network.MakesGateway ? [JoinGateway] : Enumerable.Empty<string>(),
    ];

    public override IEnumerable<ActionElsewhere> ActionsElsewhere =>
        Network.MakesGateway || Gateway is not { } theirs ? [] : [new(JoinGateway, theirs)];

    public override IReadOnlyList<ResourcePart> Parts => [.. Subnets().Select(subnet => (string)subnet["name"]!)
        .Select(name => new ResourcePart($"{Id}/subnets/{name}", "Subnet", name, $"properties.subnets[{name}].properties.addressPrefix"))];

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["properties"] = new JsonObject
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray(Network.AddressSpace) },
            ["subnets"] = new JsonArray([.. Subnets()]),
        },
    };

    /// <summary>In the words of what is there: the ranges of others, how Azure keeps the ranges of a subnet, and who is called what.
    /// A gateway of ours that the settings no longer name leaves the subnet; one of others stays.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found)
    {
        var phrased = wanted.DeepClone().AsObject();
        var there = NetworkRanges.SubnetsOf(found);
        foreach (var subnet in NetworkRanges.SubnetsOf(phrased))
        {
            var ours = subnet["properties"]!.AsObject();
            var theirs = there.FirstOrDefault(other => NetworkRanges.IsSame(other, subnet))?["properties"];
            NetworkRanges.Phrase(ours, theirs);
            NamesAsFound.Take(ours["delegations"], theirs?["delegations"], "serviceName");
            if (string.Equals((string?)theirs?["natGateway"]?["id"], new NatGateway(Stage).Id, StringComparison.OrdinalIgnoreCase)
                && !ours.ContainsKey("natGateway"))
            {
                ours["natGateway"] = null;
            }
        }

        phrased["properties"]!["addressSpace"]!["addressPrefixes"] = NetworkRanges.Beside(Network.AddressSpace, phrased, found);
        return phrased;
    }

    /// <summary>Whoever gave a subnet of the clusters to another service must take it back; what lives in it may hold it.
    /// See also <see cref="OccupiedSubnets"/>.
    /// Source: https://learn.microsoft.com/azure/virtual-network/subnet-delegation-overview</summary>
    public override Defect? DefectOf(JsonObject found)
    {
        var others =
            from subnet in NetworkRanges.SubnetsOf(found)
            where Subnets().Any(ours => ours["properties"]!["delegations"] is not null && NetworkRanges.IsSame(ours, subnet))
            from delegation in subnet["properties"]?["delegations"] as JsonArray ?? []
            let service = (string?)delegation?["properties"]?["serviceName"]
            where service is not null && !string.Equals(service, Databricks, StringComparison.OrdinalIgnoreCase)
            select new Defect(
                ResourceAction.Blocked,
                $"Its subnet {(string?)subnet["name"]} is delegated to {service}, and Azure delegates a subnet to one service only. "
                + "Take that delegation off in the Azure portal (Subnets, Delegate subnet to a service).");
        return others.FirstOrDefault() ?? OccupiedSubnets.DefectOf(this, found);
    }

    public override IEnumerable<SettingFault> Faults() =>
        [.. AzureNames.VirtualNetwork(Network.Name), .. AddressRanges.FaultsOf(Network), .. NatGateway.Faults(Network)];

    IEnumerable<JsonObject> Subnets()
    {
        yield return Subnet(Endpoints, Network.EndpointSubnet, new() { ["privateEndpointNetworkPolicies"] = "Disabled" });
        if (Network.HoldsClusters)
        {
            yield return Subnet(Hosts, Network.HostSubnet, ForClusters());
            yield return Subnet(Containers, Network.ContainerSubnet, ForClusters());
        }
    }

    /// <summary>Azure gives new subnets no way out by itself, and older ones not for ever.
    /// Source: https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access</summary>
    JsonObject ForClusters()
    {
        var properties = new JsonObject
        {
            ["networkSecurityGroup"] = new JsonObject { ["id"] = new NetworkSecurityGroup(Stage).Id },
            ["delegations"] = new JsonArray(new JsonObject
            {
                ["name"] = "databricks",
                ["properties"] = new JsonObject { ["serviceName"] = Databricks },
            }),
            ["defaultOutboundAccess"] = false,
        };
        if (Gateway is { } gateway)
        {
            properties["natGateway"] = new JsonObject { ["id"] = gateway };
        }

        return properties;
    }

    static JsonObject Subnet(string name, string? range, JsonObject properties)
    {
        properties["addressPrefix"] = range;
        return new() { ["name"] = name, ["properties"] = properties };
    }
}
