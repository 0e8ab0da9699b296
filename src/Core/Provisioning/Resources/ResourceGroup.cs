using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Shared by stages that name the same one. Source: https://learn.microsoft.com/azure/templates/microsoft.resources/resourcegroups</summary>
public sealed record ResourceGroup(StageResources Stage) : AzureResource
{
    public override string Id => $"/subscriptions/{Stage.SubscriptionId}/resourceGroups/{Stage.ResourceGroup}";

    public override string Kind => "Resource group";

    public override string Name => Stage.ResourceGroup;

    public override string Stays => "What lies in it would go with it. Delete it in the Azure portal when it is empty.";

    public override string ApiVersion => "2025-04-01";

    public override IReadOnlyList<string> Fixed => ["location"];

    public override JsonObject Body() => new() { ["location"] = Stage.Region };

    public override IEnumerable<SettingFault> Faults() =>
    [
        .. AzureNames.Region(Stage.Region),
        .. AzureNames.ResourceGroup(Stage.ResourceGroup),
    ];
}
