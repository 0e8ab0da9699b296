using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's network. The subnets are written with it, for a PUT without them would remove them; those of others stay.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks</summary>
public sealed record VirtualNetwork(StageResources Stage) : AzureResource
{
    public const string Endpoints = "snet-private-endpoints";

    public const string Hosts = "snet-databricks-host";

    public const string Containers = "snet-databricks-container";

    StageNetwork Network => Stage.Network!;

    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/virtualNetworks/{Network.Name}";

    public override string Kind => "Virtual network";

    public override string Name => Network.Name;

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs =>
        Network.HoldsClusters ? [new ResourceGroup(Stage).Id, new NetworkSecurityGroup(Stage).Id] : [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location"];

    public override IReadOnlyList<string> Kept =>
    [
        "tags", "extendedLocation", "properties.dhcpOptions", "properties.ddosProtectionPlan", "properties.enableDdosProtection", "properties.virtualNetworkPeerings",
        "properties.flowTimeoutInMinutes", "properties.encryption", "properties.bgpCommunities", "properties.ipAllocations", "properties.enableVmProtection", "properties.summarizedGatewayPrefixes", "properties.privateEndpointVNetPolicies",
    ];

    public override IEnumerable<string> Actions =>
        Network.HoldsClusters ? [.. base.Actions, "Microsoft.Network/networkSecurityGroups/join/action"] : base.Actions;

    public override IReadOnlyList<string> ReadOnly =>
    [
        "resourceGuid", "purpose", "actions", "ipConfigurations", "ipConfigurationProfiles", "privateEndpoints", "serviceAssociationLinks", "resourceNavigationLinks",
        "remoteVirtualNetworkEncryption", "regionalCommunity", "allocatedAddressPrefixes",
    ];

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

    public override IEnumerable<SettingFault> Faults() => [.. AzureNames.VirtualNetwork(Network.Name), .. AddressRanges.FaultsOf(Network)];

    IEnumerable<JsonNode> Subnets()
    {
        yield return Subnet(Endpoints, Network.EndpointSubnet, new() { ["privateEndpointNetworkPolicies"] = "Disabled" });
        if (Network.HoldsClusters)
        {
            yield return Subnet(Hosts, Network.HostSubnet, ForClusters());
            yield return Subnet(Containers, Network.ContainerSubnet, ForClusters());
        }
    }

    JsonObject ForClusters() => new()
    {
        ["networkSecurityGroup"] = new JsonObject { ["id"] = new NetworkSecurityGroup(Stage).Id },
        ["delegations"] = new JsonArray(new JsonObject
        {
            ["name"] = "databricks",
            ["properties"] = new JsonObject { ["serviceName"] = "Microsoft.Databricks/workspaces" },
        }),
    };

    static JsonObject Subnet(string name, string? range, JsonObject properties)
    {
        properties["addressPrefix"] = range;
        return new() { ["name"] = name, ["properties"] = properties };
    }
}
