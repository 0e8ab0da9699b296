using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>From where the stage's clusters are seen on the internet. Source:
/// https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses</summary>
public sealed record PublicAddress(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/publicIPAddresses/{Name}";

    public override string Kind => "Public address";

    public override string Name => $"pip-{Stage.Network!.Name}";

    public override string ApiVersion => "2026-03-01";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location", "sku.name", "properties.publicIPAddressVersion"];

    public override string Anew =>
        "set Infrastructure:NatGateway to a gateway of your own, or delete it in the Azure portal, after the NAT gateway; "
        + "others may have let its address in, which is lost";

    /// <summary>A NAT gateway takes no other kind.</summary>
    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["sku"] = new JsonObject { ["name"] = "Standard" },
        ["properties"] = new JsonObject { ["publicIPAllocationMethod"] = "Static", ["publicIPAddressVersion"] = "IPv4" },
    };
}
