using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Shared by stages that name the same one. Source:
/// https://learn.microsoft.com/azure/templates/microsoft.resources/resourcegroups</summary>
public sealed record ResourceGroup(StageResources Stage) : AzureResource
{
    public override string Id => $"/subscriptions/{Stage.SubscriptionId}/resourceGroups/{Stage.ResourceGroup}";

    public override string Kind => "Resource group";

    public override string Name => Stage.ResourceGroup;

    public override string Stays => "What lies in it would go with it. Delete it in the Azure portal when it is empty.";

    public override string ApiVersion => "2025-04-01";

    public override JsonObject Body() => new() { ["location"] = Stage.Region };

    /// <summary>A group's region only says where Azure keeps its description. It never changes, a write with another is refused, and what
    /// lies in the group may be elsewhere.</summary>
    public override JsonObject Beside(JsonObject wanted, JsonObject found) =>
        found["location"] is { } place ? new() { ["location"] = place.DeepClone() } : wanted;

    public override IEnumerable<SettingFault> Faults() =>
    [
        .. AzureNames.Region(Stage.Region),
        .. AzureNames.ResourceGroup(Stage.ResourceGroup),
    ];
}
