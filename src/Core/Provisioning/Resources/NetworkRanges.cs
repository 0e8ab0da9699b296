using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The address ranges of a network and of its subnets, which others may add to. A range can be added at any time; it can be
/// removed only when no subnet lies in it, and two of a network never overlap.
/// Source: https://learn.microsoft.com/azure/virtual-network/manage-virtual-network#add-or-remove-an-address-range</summary>
static class NetworkRanges
{
    /// <summary>The ranges of the network once ours is right. Others stay. What was ours by all appearances (a range of our subnets, or one
    /// around or inside of the wanted one) gives way, unless a subnet needs it.</summary>
    /// <param name="phrased">The network as it will be; subnets of others are only in <paramref name="found"/>.</param>
    public static JsonArray Beside(string ours, JsonObject phrased, JsonObject found)
    {
        var (own, there) = (SubnetsOf(phrased).ToList(), SubnetsOf(found).ToList());
        var former = there.Where(IsOurs).SelectMany(RangesOf).ToList();
        var needed = own.Concat(there.Where(subnet => !IsOurs(subnet))).SelectMany(RangesOf)
            .Where(range => !AddressRanges.Holds(ours, range)).ToList();
        var kept = Texts(found["properties"]?["addressSpace"]?["addressPrefixes"]).Where(Stays).ToList();
        return [.. kept.Exists(range => AddressRanges.Holds(range, ours)) ? kept : [ours, .. kept]];

        bool IsOurs(JsonObject subnet) => own.Exists(other => IsSame(other, subnet));

        bool Stays(string range) => range == ours || (!AddressRanges.Holds(ours, range) && (!WasOurs(range) || IsNeeded(range)));

        bool IsNeeded(string range) => needed.Exists(subnet => AddressRanges.Holds(range, subnet));

        bool WasOurs(string range) => AddressRanges.Holds(range, ours) || former.Exists(subnet => AddressRanges.Holds(range, subnet));
    }

    /// <summary>Azure keeps the range of a subnet as a text or as a list, whichever it was made with, and refuses both.
    /// In a list, others may have added to ours.
    /// Source: https://learn.microsoft.com/azure/virtual-network/how-to-multiple-prefixes-subnet</summary>
    public static void Phrase(JsonObject ours, JsonNode? theirs)
    {
        if (theirs is not JsonObject || theirs["addressPrefix"] is not null
            || theirs["addressPrefixes"] is not JsonArray { Count: > 0 } list)
        {
            return;
        }

        var (range, there) = ((string)ours["addressPrefix"]!, Texts(list).ToList());
        var kept = there.Contains(range, StringComparer.Ordinal)
            ? there
            : [range, .. there.Where(other => other.Contains(':', StringComparison.Ordinal))];
        ours["addressPrefixes"] = new JsonArray([.. kept]);
        ours.Remove("addressPrefix");
    }

    public static IEnumerable<JsonObject> SubnetsOf(JsonObject network) =>
        (network["properties"]?["subnets"] as JsonArray ?? []).OfType<JsonObject>();

    public static bool IsSame(JsonObject subnet, JsonObject other) =>
        string.Equals((string?)subnet["name"], (string?)other["name"], StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> RangesOf(JsonObject subnet) => subnet["properties"] is JsonObject properties
        ? Texts(properties["addressPrefixes"]).Append((string?)properties["addressPrefix"]).OfType<string>()
        : [];

    static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string?)item).OfType<string>();
}
