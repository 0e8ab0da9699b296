using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>An address of the target inside the stage's network.
/// Source: https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource</summary>
/// <param name="Service">The part of the target that is reached: blob, dfs or vault.</param>
public sealed record PrivateEndpoint(StageResources Stage, AzureResource Target, string Service) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/privateEndpoints/{Name}";

    public override string Kind => "Private endpoint";

    public override string Name => $"pe-{Target.Name}-{Service}";

    public override string ApiVersion => "2026-03-01";

    /// <summary>The endpoint before it on the same target: a storage account lets one be made at a time, and Azure
    /// fails the other.</summary>
    public PrivateEndpoint? After { get; init; }

    public override IReadOnlyList<string> Needs =>
        After is null ? [Target.Id, new VirtualNetwork(Stage).Id] : [Target.Id, new VirtualNetwork(Stage).Id, After.Id];

    public override IReadOnlyList<string> Fixed =>
    [
        "location",
        "properties.subnet.id",
        $"properties.privateLinkServiceConnections[{Name}].properties.privateLinkServiceId",
        $"properties.privateLinkServiceConnections[{Name}].properties.groupIds",
    ];

    public override string Anew =>
        "leave the private endpoints out (Infrastructure:Network), or delete it in the Azure portal "
        + $"(meanwhile nobody in the network reaches {Target.Name})";

    public override IEnumerable<string> Actions =>
        [.. base.Actions, "Microsoft.Network/virtualNetworks/subnets/join/action", $"{Target.Type}/privateEndpointConnectionsApproval/action"];

    /// <summary>The other side decides whether anything passes, and forgets it when the target is deleted, even if it comes back.</summary>
    public override Defect? DefectOf(JsonObject found)
    {
        var name = (string?)Connections(Beside(Body(), found)).Single()?["name"];
        var connection = Connections(found).FirstOrDefault(item => (string?)item?["name"] == name);
        return (string?)connection?["properties"]?["privateLinkServiceConnectionState"]?["status"] switch
        {
            "Pending" => new(
                ResourceAction.Blocked,
                $"Its connection waits until the owner of {Target.Name} approves it (Azure portal, Networking, Private endpoint connections)."),
            ("Rejected" or "Disconnected") and var status => new(
                ResourceAction.NeedsReplacement,
                $"Its connection to {Target.Name} is {status}, so nothing passes it, and Azure does not bring it back. Delete the endpoint in the Azure portal; the next deployment makes it anew."),
            _ => null,
        };
    }

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["properties"] = new JsonObject
        {
            ["subnet"] = new JsonObject { ["id"] = $"{new VirtualNetwork(Stage).Id}/subnets/{VirtualNetwork.Endpoints}" },
            ["privateLinkServiceConnections"] = new JsonArray(new JsonObject
            {
                ["name"] = Name,
                ["properties"] = new JsonObject { ["privateLinkServiceId"] = Target.Id, ["groupIds"] = new JsonArray(Service) },
            }),
        },
    };

    /// <summary>It leads where it leads, whatever its connection is called.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found)
    {
        var phrased = wanted.DeepClone().AsObject();
        NamesAsFound.Take(Connections(phrased), Connections(found), "privateLinkServiceId", "groupIds");
        return phrased;
    }

    static JsonArray Connections(JsonObject endpoint) => endpoint["properties"]?["privateLinkServiceConnections"] as JsonArray ?? [];
}
