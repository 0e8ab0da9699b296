using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>What the network provider tells of who uses a resource. It follows from the others, so nobody writes it.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/virtualnetwork/nat-gateways/get and its neighbours</remarks>
static class BackReferences
{
    const string Gateways = "Microsoft.Network/natGateways";
    const string Groups = "Microsoft.Network/networkSecurityGroups";
    const string Addresses = "Microsoft.Network/publicIPAddresses";
    const string Networks = "Microsoft.Network/virtualNetworks";
    const string Zones = "Microsoft.Network/privateDnsZones";

    /// <param name="body">As it is shown, with an id.</param>
    public static JsonObject Told(ArmState state, JsonObject body)
    {
        var path = ArmPath.Parse(body.Text("id")!)!;
        var properties = body["properties"] as JsonObject ?? [];
        if (path.Is(Gateways))
        {
            Tell(properties, "subnets", Subnets(state).Where(subnet => Names(subnet, "natGateway", path.Text)));
        }
        else if (path.Is(Groups))
        {
            Tell(properties, "subnets", Subnets(state).Where(subnet => Names(subnet, "networkSecurityGroup", path.Text)));
        }
        else if (path.Is(Addresses) && Of(state, Gateways).FirstOrDefault(gateway => References(gateway, path.Text)) is { } gateway)
        {
            properties["natGateway"] = Reference(gateway);
        }
        else if (path.Is(Zones))
        {
            properties["numberOfVirtualNetworkLinks"] = Of(state, $"{Zones}/virtualNetworkLinks")
                .Count(link => link.Text("id")!.StartsWith($"{path.Text}/", StringComparison.OrdinalIgnoreCase));
        }

        foreach (var subnet in path.Is(Networks) ? In(body) : path.Is($"{Networks}/subnets") ? [body] : [])
        {
            var endpoints = Of(state, "Microsoft.Network/privateEndpoints").Where(
                endpoint => Names(endpoint, "subnet", subnet.Text("id")!));
            Tell(subnet["properties"]!.AsObject(), "privateEndpoints", endpoints);
        }

        return body;
    }

    /// <summary>Sent back by a client that read it, it says nothing.</summary>
    public static void Forget(ArmPath path, JsonObject given)
    {
        if (path.Is(Gateways) || path.Is(Groups))
        {
            (given["properties"] as JsonObject)?.Remove("subnets");
        }
        else if (path.Is(Addresses))
        {
            (given["properties"] as JsonObject)?.Remove("natGateway");
        }

        foreach (var subnet in path.Is(Networks) ? In(given) : [])
        {
            (subnet["properties"] as JsonObject)?.Remove("privateEndpoints");
        }
    }

    static void Tell(JsonObject properties, string field, IEnumerable<JsonObject> users)
    {
        JsonNode[] all = [.. users.Select(Reference)];
        if (all.Length > 0)
        {
            properties[field] = new JsonArray(all);
        }
    }

    static JsonObject Reference(JsonObject resource) => new() { ["id"] = resource.Text("id") };

    static bool Names(JsonObject resource, string field, string id) =>
        string.Equals((resource["properties"]?[field] as JsonObject)?.Text("id"), id, StringComparison.OrdinalIgnoreCase);

    static bool References(JsonObject resource, string id) =>
        ArmChecks.Ids(resource["properties"]).Contains(id, StringComparer.OrdinalIgnoreCase);

    static IEnumerable<JsonObject> Subnets(ArmState state) => Of(state, Networks).SelectMany(In);

    static IEnumerable<JsonObject> In(JsonObject network) => (network["properties"]?["subnets"] as JsonArray ?? []).OfType<JsonObject>();

    static IEnumerable<JsonObject> Of(ArmState state, string type) => state.Resources.Values
        .Where(known => ArmPath.Parse(known.Id)!.Is(type))
        .OrderBy(known => known.Id, StringComparer.OrdinalIgnoreCase)
        .Select(known => known.Body);
}
