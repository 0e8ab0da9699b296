using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Writes an endpoint's address into its zone, and keeps it right.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints/privatednszonegroups</summary>
public sealed record PrivateDnsZoneGroup(PrivateEndpoint Endpoint) : AzureResource
{
    PrivateDnsZone Zone => new(Endpoint.Stage, Endpoint.Service);

    public override string Id => $"{Endpoint.Id}/privateDnsZoneGroups/default";

    public override string Kind => "DNS zone group";

    public override string Name => $"default of {Endpoint.Name}";

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs => [Endpoint.Id, Zone.Id];

    public override IEnumerable<string> Actions => [.. base.Actions, "Microsoft.Network/privateDnsZones/join/action"];

    public override JsonObject Body() => new()
    {
        ["properties"] = new JsonObject
        {
            ["privateDnsZoneConfigs"] = new JsonArray(new JsonObject
            {
                ["name"] = Endpoint.Service,
                ["properties"] = new JsonObject { ["privateDnsZoneId"] = Zone.Id },
            }),
        },
    };

    /// <summary>A zone stands once in the group, under whatever name.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found)
    {
        var phrased = wanted.DeepClone().AsObject();
        NamesAsFound.Take(
            phrased["properties"]!["privateDnsZoneConfigs"], found["properties"]?["privateDnsZoneConfigs"], "privateDnsZoneId");
        return phrased;
    }
}
