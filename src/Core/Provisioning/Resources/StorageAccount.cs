using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's data lake: closed to the public, its firewall open for Azure's own services and for whom the settings name.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts</summary>
public sealed record StorageAccount(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.Storage/storageAccounts/{Stage.StorageAccount}";

    public override string Kind => "Storage account";

    public override string Name => Stage.StorageAccount;

    public override string Stays =>
        "It holds data and carries a lock. In the Azure portal, remove the lock (Settings, Locks) and then the storage account.";

    public override string ApiVersion => "2023-05-01";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location", "properties.isHnsEnabled"];

    public override string Anew => "delete it in the Azure portal, after its lock (Settings, Locks), which loses all data in it";

    public override IReadOnlyList<string> ReadOnly => ["properties.networkAcls.virtualNetworkRules.state"];

    public override IEnumerable<ActionElsewhere> ActionsElsewhere => Firewall.Joins(Stage);

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["kind"] = "StorageV2",
        ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
        ["properties"] = new JsonObject
        {
            ["isHnsEnabled"] = true,
            ["minimumTlsVersion"] = "TLS1_2",
            ["supportsHttpsTrafficOnly"] = true,
            ["allowBlobPublicAccess"] = false,
            ["allowSharedKeyAccess"] = false,
            ["publicNetworkAccess"] = Firewall.PublicAccess(Stage),
            ["networkAcls"] = Firewall.Rules(Stage, forResources: true),
        },
    };

    public override async Task<ResourceWarning?> WarningAsync(Func<string, Task<JsonObject?>> find) =>
        WayToStorage.WarningOf(Stage, Stage.Workspace is null ? null : await find(new Workspace(Stage).Id));

    public override IEnumerable<SettingFault> Faults() => [.. AzureNames.StorageAccount(Stage.StorageAccount), .. Firewall.Faults(Stage)];
}
