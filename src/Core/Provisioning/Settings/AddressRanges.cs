using System.Net;
using System.Net.Sockets;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Address ranges like 10.20.0.0/16: whether they are ones, lie in each other, or overlap.</summary>
static class AddressRanges
{
    /// <summary>Azure keeps five addresses of every subnet for itself.
    /// Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq</summary>
    const int SmallestSubnet = 29;

    /// <summary>Source:
    /// https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject#address-space-and-maximum-cluster-nodes</summary>
    const int SmallestForClusters = 26;

    const int LargestForClusters = 16;

    /// <summary>Of the whole network, by the same page.</summary>
    const int SmallestNetworkForClusters = 24;

    /// <summary>Many machines at once, the machine itself, and what Azure uses. Source:
    /// https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq</summary>
    static readonly IPNetwork[] Refused =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("255.255.255.255/32"),
    ];

    public static IEnumerable<SettingFault> FaultsOf(StageNetwork network)
    {
        var space = Parse(network.AddressSpace);
        (string Setting, string? Text, int Smallest)[] subnets =
        [
            (nameof(StageNetwork.EndpointSubnet), network.EndpointSubnet, SmallestSubnet),
            .. network.HoldsClusters
                ? new (string, string?, int)[]
                {
                    (nameof(StageNetwork.HostSubnet), network.HostSubnet, SmallestForClusters),
                    (nameof(StageNetwork.ContainerSubnet), network.ContainerSubnet, SmallestForClusters),
                }
                : [],
        ];
        var ranges = subnets.Select(subnet => (subnet.Setting, Range: Parse(subnet.Text))).ToList();
        return
        [
            .. space is { } whole
                ? FaultsOf(whole, network.HoldsClusters)
                : [NotARange(nameof(StageNetwork.AddressSpace), network.AddressSpace)],
            .. subnets.Where((_, index) => ranges[index].Range is null).Select(subnet => NotARange(subnet.Setting, subnet.Text)),
            .. subnets.Where((subnet, index) => ranges[index].Range is { } range && range.PrefixLength > subnet.Smallest)
                .Select(
                    subnet => SettingFault.OfInfrastructure(
                        subnet.Setting, $"'{subnet.Text}' is too small; it must be /{subnet.Smallest} or larger.")),
            .. ranges.Where(subnet => space is { } all && subnet.Range is { } range && !Holds(all, range))
                .Select(
                    subnet =>
                        SettingFault.OfInfrastructure(subnet.Setting, $"'{subnet.Range}' does not lie in the address space {space}.")),
            .. Overlaps(ranges),
        ];
    }

    static IEnumerable<SettingFault> FaultsOf(IPNetwork space, bool holdsClusters)
    {
        if (Array.FindIndex(Refused, range => Overlap(space, range)) is >= 0 and var index)
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.AddressSpace), $"'{space}' holds addresses that Azure takes in no network ({Refused[index]}).");
        }

        if (holdsClusters && space.PrefixLength is < LargestForClusters or > SmallestNetworkForClusters)
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.AddressSpace),
                $"'{space}' must be from /{LargestForClusters} to /{SmallestNetworkForClusters}, since clusters live in it.");
        }
    }

    /// <summary>Networks of two stages must not overlap, or they can never be joined. Stages may share one network,
    /// but not the subnets of clusters.
    /// Source: https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject#virtual-network-requirements</summary>
    /// <param name="first">Key of the stage whose network the other is compared with.</param>
    public static IEnumerable<SettingFault> FaultsBetween(string first, StageResources one, StageResources other)
    {
        var isOne = one.Network is not null && other.Network is not null
            && string.Equals(new VirtualNetwork(one).Id, new VirtualNetwork(other).Id, StringComparison.OrdinalIgnoreCase);
        if (isOne
            && Clusters(one) is { } theirs
            && Clusters(other) is { } ours
            && !string.Equals(theirs, ours, StringComparison.OrdinalIgnoreCase))
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.HostSubnet),
                $"{other.Network!.Name} holds the clusters of {first}, whose workspace is another; a subnet belongs to one workspace. Take another network.");
        }

        if (!isOne
            && Parse(one.Network?.AddressSpace) is { } taken
            && Parse(other.Network?.AddressSpace) is { } wanted
            && Overlap(taken, wanted))
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.AddressSpace), $"'{wanted}' overlaps the network of {first} ({taken}).");
        }
    }

    /// <summary>The workspace whose clusters live in the stage's network.</summary>
    static string? Clusters(StageResources stage) =>
        stage is { Network.HoldsClusters: true, Workspace: not null } ? new Workspace(stage).Id : null;

    static IEnumerable<SettingFault> Overlaps(List<(string Setting, IPNetwork? Range)> ranges) =>
        from pair in ranges.SelectMany((first, index) => ranges.Skip(index + 1).Select(second => (First: first, Second: second)))
        where pair.First.Range is { } first && pair.Second.Range is { } second && Overlap(first, second)
        select SettingFault.OfInfrastructure(
            pair.Second.Setting, $"'{pair.Second.Range}' overlaps {pair.First.Setting} ({pair.First.Range}).");

    static SettingFault NotARange(string setting, string? text) => SettingFault.OfInfrastructure(setting, text switch
    {
        { Length: > 0 } => $"'{text}' is not an address range like 10.20.0.0/16 (first address of the range, IPv4).",
        _ when setting is nameof(StageNetwork.HostSubnet) or nameof(StageNetwork.ContainerSubnet) =>
            "is missing; clusters need a subnet for hosts and one for containers.",
        _ => "is missing; a network needs it.",
    });

    /// <summary>Whether both are ranges, and all of the inner one lies in the outer.</summary>
    internal static bool Holds(string? outer, string? inner) =>
        IPNetwork.TryParse(outer, out var around) && IPNetwork.TryParse(inner, out var within) && Holds(around, within);

    static bool Overlap(IPNetwork first, IPNetwork second) => Holds(first, second) || Holds(second, first);

    static bool Holds(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    static IPNetwork? Parse(string? text) =>
        IPNetwork.TryParse(text, out var range) && range.BaseAddress.AddressFamily is AddressFamily.InterNetwork && range.ToString() == text
            ? range
            : null;
}
