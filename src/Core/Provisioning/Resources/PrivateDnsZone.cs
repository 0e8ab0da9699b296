using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Answers for one service with its private addresses. Shared by stages in the same resource group.
/// Source: https://learn.microsoft.com/azure/private-link/private-endpoint-dns</summary>
public sealed record PrivateDnsZone(StageResources Stage, string Service) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Network/privateDnsZones/{Name}";

    public override string Kind => "Private DNS zone";

    public override string Name => Service is "vault" ? "privatelink.vaultcore.azure.net" : $"privatelink.{Service}.core.windows.net";

    public override string ApiVersion => "2024-06-01";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override JsonObject Body() => new() { ["location"] = "global" };
}
