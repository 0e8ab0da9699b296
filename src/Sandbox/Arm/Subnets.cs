using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Arm;

/// <summary>Subnets are fields of their network that also have addresses of their own.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/virtualnetwork/subnets</remarks>
static class Subnets
{
    const string Type = "Microsoft.Network/virtualNetworks/subnets";

    public static JsonObject? Find(ArmState state, ArmPath path) =>
        In(state, path)?.OfType<JsonObject>().FirstOrDefault(
            subnet => string.Equals(subnet.Text("name"), path.Name, StringComparison.OrdinalIgnoreCase));

    /// <returns>False if there is none at the address.</returns>
    public static bool Remove(ArmState state, ArmPath path)
    {
        if (Find(state, path) is not { } subnet)
        {
            return false;
        }

        RequireUnused(state, path.Text);
        In(state, path)!.Remove(subnet);
        return true;
    }

    /// <summary>A write that leaves a subnet out deletes it, one without a range of a subnet takes that away, and one without the range
    /// of a subnet in the network's leaves the subnet outside.</summary>
    public static void CheckNetwork(ArmState state, ArmPath path, JsonObject body)
    {
        var ranges = Texts(body["properties"]?["addressSpace"]?["addressPrefixes"]).Select(Range).ToList();
        var given = All(body).ToList();
        foreach (var subnet in given)
        {
            CheckSubnet(path, subnet, ranges);
        }

        foreach (var subnet in state.Resources.TryGetValue(path.Text, out var known) ? All(known.Body) : [])
        {
            var id = $"{path.Text}/subnets/{subnet.Text("name")}";
            if (given.Find(other => Same(other.Text("name"), subnet.Text("name"))) is { } kept)
            {
                RequireRanges(state, id, subnet, kept);
            }
            else
            {
                RequireUnused(state, id);
            }
        }
    }

    /// <remarks>Code and words: https://github.com/hashicorp/terraform-provider-azurerm/issues/11211</remarks>
    static void RequireRanges(ArmState state, string id, JsonObject there, JsonObject given)
    {
        if (Ranges(there).Except(Ranges(given), StringComparer.Ordinal).FirstOrDefault() is { } gone
            && state.Resources.Values.Any(known => LivesIn(known, id)))
        {
            throw ArmRefusal.Of(
                400,
                "InUsePrefixCannotBeDeleted",
                $"IpPrefix {gone} on Subnet {there.Text("name")} has active allocations and cannot be deleted.");
        }
    }

    /// <remarks>The code for several delegations is the sandbox's: Azure gives a subnet to one service, and publishes no code.</remarks>
    static void CheckSubnet(ArmPath network, JsonObject subnet, List<IPNetwork> ranges)
    {
        var properties = subnet["properties"] as JsonObject ?? [];
        if (Ranges(subnet).Select(Range)
            .Any(range => !ranges.Exists(around => around.PrefixLength <= range.PrefixLength && around.Contains(range.BaseAddress))))
        {
            throw ArmRefusal.Of(
                400,
                "NetcfgSubnetRangeOutsideVnet",
                $"Subnet '{subnet.Text("name")}' is not valid because its IP address range is outside the IP address range "
                + $"of virtual network '{network.Name}'.");
        }

        if (properties["delegations"] is JsonArray { Count: > 1 })
        {
            throw ArmRefusal.Of(
                400,
                "SubnetHasMultipleDelegations",
                $"Subnet '{subnet.Text("name")}' of virtual network '{network.Name}' can be delegated to one service only.");
        }
    }

    static IEnumerable<string> Ranges(JsonObject subnet) => subnet["properties"] is JsonObject properties
        ? Texts(properties["addressPrefixes"]).Concat(properties.Text("addressPrefix") is { } single ? [single] : [])
        : [];

    static IPNetwork Range(string text) => IPNetwork.TryParse(text, out var range)
        ? range
        : throw ArmRefusal.Of(400, "InvalidAddressPrefixFormat", $"'{text}' is not a valid address prefix.");

    static IEnumerable<string> Texts(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonValue>().Select(item => item.GetValue<string>());

    /// <summary>A network goes when nothing lives in it.</summary>
    public static void RequireUnused(ArmState state, ArmPath network)
    {
        foreach (var name in state.Resources.TryGetValue(network.Text, out var known) ? Names(known.Body) : [])
        {
            RequireUnused(state, $"{network.Text}/subnets/{name}");
        }
    }

    static void RequireUnused(ArmState state, string subnet)
    {
        if (state.Resources.Values.FirstOrDefault(known => LivesIn(known, subnet)) is { } user)
        {
            throw ArmRefusal.Of(
                400, "InUseSubnetCannotBeDeleted",
                $"Subnet {subnet} is in use by {user.Id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.");
        }
    }

    /// <summary>A private endpoint, or the clusters of a workspace.</summary>
    static bool LivesIn(StoredResource known, string subnet)
    {
        var properties = known.Body["properties"] as JsonObject;
        var parameters = properties?["parameters"] as JsonObject;
        string? Value(string name) => (parameters?[name] as JsonObject)?.Text("value");
        return Same((properties?["subnet"] as JsonObject)?.Text("id"), subnet)
            || (Value("customVirtualNetworkId") is { } network
                && (Same($"{network}/subnets/{Value("customPublicSubnetName")}", subnet)
                    || Same($"{network}/subnets/{Value("customPrivateSubnetName")}", subnet)));
    }

    static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> Names(JsonObject network) => All(network).Select(subnet => subnet.Text("name")).OfType<string>();

    static IEnumerable<JsonObject> All(JsonObject network) => (network["properties"]?["subnets"] as JsonArray ?? []).OfType<JsonObject>();

    static JsonArray? In(ArmState state, ArmPath path) =>
        path.Is(Type) && path.Parent is { } network && state.Resources.TryGetValue(network, out var found)
            ? found.Body["properties"]?["subnets"] as JsonArray
            : null;
}
