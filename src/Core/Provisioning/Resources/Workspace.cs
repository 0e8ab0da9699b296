using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's Databricks workspace: made here, or somebody's that is only looked at.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.databricks/workspaces</summary>
public sealed record Workspace(StageResources Stage) : AzureResource
{
    public const string KindOfAll = "Workspace";

    static readonly string[] Network = ["customVirtualNetworkId", "customPublicSubnetName", "customPrivateSubnetName", "enableNoPublicIp"];

    public override string Id =>
        Stage.Workspace!.AdoptedId ?? $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Databricks/workspaces/{Name}";

    public override string Kind => KindOfAll;

    public override string Name => Stage.Workspace!.Name;

    public override string Stays =>
        "It holds notebooks and jobs and carries a lock. In the Azure portal, remove the lock (Settings, Locks) and then the workspace.";

    public override string ApiVersion => "2026-01-01";

    public override bool IsAdopted => Stage.Workspace!.AdoptedId is not null;

    public override IReadOnlyList<string> Needs => (IsAdopted, IsInjected) switch
    {
        (true, _) => [],
        (_, true) => [new ResourceGroup(Stage).Id, new VirtualNetwork(Stage).Id],
        _ => [new ResourceGroup(Stage).Id],
    };

    public override IReadOnlyList<string> Fixed =>
        ["location", "properties.computeMode", "properties.managedResourceGroupId", .. Network.Select(name => $"properties.parameters.{name}.value")];

    public override string Anew =>
        "delete it in the Azure portal, after its lock (Settings, Locks), which loses its notebooks, its jobs and their history";

    /// <summary>The tier follows from the name that we give.</summary>
    public override IReadOnlyList<string> ReadOnly =>
        ["sku.tier", "properties.createdBy", "properties.updatedBy", "properties.storageAccountIdentity", "properties.managedDiskIdentity"];

    public override IEnumerable<string> Actions =>
        IsInjected && !IsAdopted
            ? [.. base.Actions, "Microsoft.Network/virtualNetworks/subnets/join/action", "Microsoft.Network/virtualNetworks/subnets/write"]
            : base.Actions;

    string ManagedGroup => $"{Stage.ResourceGroup}-{Name}-managed";

    bool IsInjected => Stage.Network is { HoldsClusters: true };

    /// <summary>Subnets and public addresses of the clusters cannot be changed afterwards.</summary>
    public override JsonObject Body()
    {
        var body = Described();
        if (!IsAdopted && !Stage.Workspace!.IsPublic)
        {
            // Its clusters then reach Databricks through a private endpoint; Azure takes the one only with the other.
            body["properties"]!["requiredNsgRules"] = "NoAzureDatabricksRules";
        }

        return body;
    }

    JsonObject Described() => IsAdopted ? [] : new()
    {
        ["location"] = Stage.Region,
        ["sku"] = new JsonObject { ["name"] = "premium" },
        ["properties"] = new JsonObject
        {
            ["computeMode"] = "Hybrid",
            ["publicNetworkAccess"] = Stage.Workspace!.IsPublic ? "Enabled" : "Disabled",
            ["managedResourceGroupId"] = $"/subscriptions/{Stage.SubscriptionId}/resourceGroups/{ManagedGroup}",
            ["parameters"] = IsInjected ? Injection() : new JsonObject { ["enableNoPublicIp"] = Value(true) },
        },
    };

    /// <summary>Clusters stay in the network that they were made in; and what answers at the settings' address must
    /// be this workspace.</summary>
    public override Defect? DefectOf(JsonObject found)
    {
        if (!IsAdopted && !IsInjected && NetworkOf(found) is { } network)
        {
            return new(
                ResourceAction.NeedsReplacement,
                $"Its clusters live in the network {network}, which Azure cannot change, "
                + "and the settings describe no subnets for them. "
                + "Take HostSubnet and ContainerSubnet back into the settings, "
                + "or set WorkspaceId instead of CreateWorkspace if somebody else cares for it.");
        }

        return WorkspaceAddress.ObjectionTo(Stage.Workspace!, found) is { } objection
            ? new(ResourceAction.Blocked, objection)
            : null;
    }

    /// <summary>Azure's id of the network that its clusters live in; null when Azure keeps one for them.</summary>
    internal static string? NetworkOf(JsonObject found) =>
        (found["properties"] as JsonObject)?["parameters"]?["customVirtualNetworkId"]?["value"] is JsonValue value
        && value.TryGetValue<string>(out var id) && id.Length > 0
            ? id
            : null;

    public override IEnumerable<SettingFault> Faults() =>
        Stage.Workspace!.AdoptedId is { } id ? AzureNames.AdoptedWorkspace(id, Name) : AzureNames.Workspace(Name, ManagedGroup);

    JsonObject Injection() => new()
    {
        ["customVirtualNetworkId"] = Value(new VirtualNetwork(Stage).Id),
        ["customPublicSubnetName"] = Value(VirtualNetwork.Hosts),
        ["customPrivateSubnetName"] = Value(VirtualNetwork.Containers),
        ["enableNoPublicIp"] = Value(true),
    };

    static JsonObject Value(JsonNode value) => new() { ["value"] = value };
}
