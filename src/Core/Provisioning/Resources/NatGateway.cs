using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The way out of the stage's clusters, which have no public addresses of their own: to Databricks, and to
/// wherever a notebook goes.
/// Source:
/// https://learn.microsoft.com/azure/databricks/security/network/classic/secure-cluster-connectivity#egress-with-vnet-injection</summary>
public sealed record NatGateway(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/natGateways/{Name}";

    public override string Kind => "NAT gateway";

    public override string Name => $"nat-{Stage.Network!.Name}";

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs => [new PublicAddress(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location", "sku.name"];

    public override string Anew =>
        "take it off its subnets and delete it in the Azure portal (meanwhile the clusters have no way out)";

    public override IEnumerable<string> Actions => [.. base.Actions, "Microsoft.Network/publicIPAddresses/join/action"];

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["sku"] = new JsonObject { ["name"] = "Standard" },
        ["properties"] = new JsonObject { ["publicIpAddresses"] = new JsonArray(new JsonObject { ["id"] = new PublicAddress(Stage).Id }) },
    };

    /// <summary>Further addresses, which others gave it for more connections at once, stay.
    /// Source: https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found)
    {
        var phrased = wanted.DeepClone().AsObject();
        var addresses = phrased["properties"]!["publicIpAddresses"]!.AsArray();
        foreach (var id in (found["properties"]?["publicIpAddresses"] as JsonArray ?? []).Select(other => (string?)other?["id"])
            .Where(IsOfOthers))
        {
            addresses.Add(new JsonObject { ["id"] = id });
        }

        return phrased;
    }

    bool IsOfOthers(string? address) =>
        address is not null && !string.Equals(address, new PublicAddress(Stage).Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of the setting that names another way out.</summary>
    public static IEnumerable<SettingFault> Faults(StageNetwork network)
    {
        if (network is { NatGateway: not null, HoldsClusters: false })
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.NatGateway),
                $"does nothing without {nameof(StageNetwork.HostSubnet)} and {nameof(StageNetwork.ContainerSubnet)}.");
        }

        if (network.NatGateway is { } named and not StageNetwork.NoGateway && !AzureId.IsOf("Microsoft.Network/natGateways", named))
        {
            yield return SettingFault.OfInfrastructure(
                nameof(StageNetwork.NatGateway),
                $"'{named}' is neither '{StageNetwork.NoGateway}' nor the Azure id of a NAT gateway: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/natGateways/….");
        }
    }
}
