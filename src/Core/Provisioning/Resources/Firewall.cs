using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Who reaches the stage's storage account and vault from outside of its network: Azure's own services, and
/// whom the settings name.
/// Source: https://learn.microsoft.com/azure/storage/common/storage-network-security-limitations</summary>
static class Firewall
{
    const string Subnet = "Microsoft.Network/virtualNetworks/subnets";

    /// <summary>A larger range is a slip rather than an office.</summary>
    const int Largest = 8;

    /// <summary>Azure takes the few addresses of a smaller one only by themselves.</summary>
    const int Smallest = 30;

    /// <summary>Nobody comes from there over the internet.</summary>
    static readonly IPNetwork[] NotPublic =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    /// <summary>With nobody to let in, Azure need not listen on the internet at all.</summary>
    public static string PublicAccess(StageResources stage) =>
        stage is { AllowedRanges.Count: 0, AllowedSubnets.Count: 0 } ? "Disabled" : "Enabled";

    /// <param name="forResources">Whether this kind of resource can also let single resources in; none is.</param>
    public static JsonObject Rules(StageResources stage, bool forResources)
    {
        var rules = new JsonObject
        {
            ["defaultAction"] = "Deny",
            ["bypass"] = "AzureServices",
            ["ipRules"] = List(stage.AllowedRanges, "value"),
            ["virtualNetworkRules"] = List(stage.AllowedSubnets, "id"),
        };
        if (forResources)
        {
            rules["resourceAccessRules"] = new JsonArray();
        }

        return rules;
    }

    /// <summary>Who names a subnet must be allowed to.</summary>
    public static IEnumerable<ActionElsewhere> Joins(StageResources stage) =>
        stage.AllowedSubnets.Select(
            subnet => new ActionElsewhere("Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action", subnet));

    public static IEnumerable<SettingFault> Faults(StageResources stage) =>
    [
        .. stage.AllowedRanges.Index().Where(range => !IsRange(range.Item)).Select(range => SettingFault.OfInfrastructure(
            $"{nameof(InfrastructureOptions.AllowedRanges)}:{range.Index}",
            $"'{range.Item}' is not a public IPv4 address, or a range of them from /{Largest} to /{Smallest} like 203.0.113.0/24.")),
        .. stage.AllowedSubnets.Index().Where(subnet => !AzureId.IsOf(Subnet, subnet.Item)).Select(subnet => SettingFault.OfInfrastructure(
            $"{nameof(InfrastructureOptions.AllowedSubnets)}:{subnet.Index}",
            $"'{subnet.Item}' is not the Azure id of a subnet: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/….")),
    ];

    static JsonArray List(IEnumerable<string> values, string field) =>
        new([.. values.Select(value => (JsonNode)new JsonObject { [field] = value })]);

    static bool IsRange(string text) =>
        IPNetwork.TryParse(text.Contains('/', StringComparison.Ordinal) ? text : $"{text}/32", out var range)
        && range.BaseAddress.AddressFamily is AddressFamily.InterNetwork
        && (range.ToString() == text ? range.PrefixLength is >= Largest and <= Smallest : range.BaseAddress.ToString() == text)
        && !NotPublic.Any(own => own.Contains(range.BaseAddress));
}
