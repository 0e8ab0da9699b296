using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Lets the stage's network ask the zone.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks</summary>
public sealed record PrivateDnsLink(StageResources Stage, string Service) : AzureResource
{
    PrivateDnsZone Zone => new(Stage, Service);

    public override string Id => $"{Zone.Id}/virtualNetworkLinks/{Name}";

    public override string Kind => "DNS link";

    public override string Name => $"{Stage.Network!.Name}-{Service}";

    public override string ApiVersion => "2024-06-01";

    public override IReadOnlyList<string> Needs => [Zone.Id, new VirtualNetwork(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["properties.virtualNetwork.id"];

    public override string Anew =>
        "delete it in the Azure portal (meanwhile the network does not find the private addresses)";

    public override IEnumerable<string> Actions => [.. base.Actions, "Microsoft.Network/virtualNetworks/join/action"];

    public override JsonObject Body() => new()
    {
        ["location"] = "global",
        ["properties"] = new JsonObject
        {
            ["virtualNetwork"] = new JsonObject { ["id"] = new VirtualNetwork(Stage).Id },
            ["registrationEnabled"] = false,
        },
    };
}
