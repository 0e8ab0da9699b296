using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's Databricks workspace: made here, or somebody's that is only looked at.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.databricks/workspaces</summary>
public sealed record Workspace(StageResources Stage) : AzureResource
{
    static readonly string[] Network = ["customVirtualNetworkId", "customPublicSubnetName", "customPrivateSubnetName", "enableNoPublicIp"];

    public override string Id => Stage.Workspace!.AdoptedId ?? $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Databricks/workspaces/{Name}";

    public override string Kind => "Workspace";

    public override string Name => Stage.Workspace!.Name;

    public override string Stays => "It holds notebooks and jobs and carries a lock. In the Azure portal, remove the lock (Settings, Locks) and then the workspace.";

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
        IsInjected && !IsAdopted ? [.. base.Actions, "Microsoft.Network/virtualNetworks/subnets/join/action", "Microsoft.Network/virtualNetworks/subnets/write"] : base.Actions;

    string ManagedGroup => $"{Stage.ResourceGroup}-{Name}-managed";

    bool IsInjected => Stage.Network is { HoldsClusters: true };

    /// <summary>Subnets and public addresses of the clusters cannot be changed afterwards.</summary>
    public override JsonObject Body() => IsAdopted ? [] : new()
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

    /// <summary>Clusters stay in the network that they were made in; and whatever answers at the address of another workspace would get this one's bundle and tokens.</summary>
    public override Defect? DefectOf(JsonObject found)
    {
        var properties = found["properties"] as JsonObject;
        return (Told(properties?["workspaceUrl"]), Told(properties?["parameters"]?["customVirtualNetworkId"]?["value"])) switch
        {
            (_, { } network) when !IsAdopted && !IsInjected => new(
                ResourceAction.NeedsReplacement,
                $"Its clusters live in the network {network}, which Azure cannot change, and the settings describe no subnets for them. "
                + "Take HostSubnet and ContainerSubnet back into the settings, or set WorkspaceId instead of CreateWorkspace if somebody else cares for it."),
            ({ } told, _) when Stage.Workspace!.Url is { } url && IsNumbered(url.Host) && !string.Equals(told, url.Host, StringComparison.OrdinalIgnoreCase) => new(
                ResourceAction.Blocked, $"Azure says that its address is https://{told}, and WorkspaceUrl is https://{url.Host}, which is another workspace. Set WorkspaceUrl to it, and request this again."),
            _ => null,
        };
    }

    static string? Told(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>Whether the address is Azure's own of one workspace, like adb-1234567890123456.7.azuredatabricks.net. Others may lead to any.</summary>
    static bool IsNumbered(string host) => host.StartsWith("adb-", StringComparison.OrdinalIgnoreCase) && host.Length > 4 && char.IsAsciiDigit(host[4]);

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
