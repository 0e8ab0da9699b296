using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>The stage's vault: roles instead of policies, nothing in it can be lost for good, closed to the public.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults</summary>
public sealed record KeyVault(StageResources Stage) : AzureResource
{
    public override string Id => $"{new ResourceGroup(Stage).Id}/providers/Microsoft.KeyVault/vaults/{Stage.KeyVault}";

    public override string Kind => "Key vault";

    public override string Name => Stage.KeyVault!;

    public override string Stays =>
        "It holds secrets and carries a lock. In the Azure portal, remove the lock (Settings, Locks) and then the vault.";

    public override string ApiVersion => "2026-05-15";

    public override IReadOnlyList<string> Needs => [new ResourceGroup(Stage).Id];

    public override IReadOnlyList<string> Fixed => ["location", "properties.tenantId", "properties.softDeleteRetentionInDays"];

    public override IReadOnlyList<string> ReadOnly => ["properties.vaultUri"];

    public override string DeletedId =>
        $"/subscriptions/{Stage.SubscriptionId}/providers/Microsoft.KeyVault/locations/{Stage.Region}/deletedVaults/{Stage.KeyVault}";

    public override string DeletedList => $"/subscriptions/{Stage.SubscriptionId}/providers/Microsoft.KeyVault/deletedVaults";

    public override IEnumerable<string> Actions =>
        [.. base.Actions, "Microsoft.KeyVault/locations/deletedVaults/read", "Microsoft.KeyVault/deletedVaults/read"];

    public override IEnumerable<ActionElsewhere> ActionsElsewhere => Firewall.Joins(Stage);

    public override JsonObject Body() => new()
    {
        ["location"] = Stage.Region,
        ["properties"] = new JsonObject
        {
            ["tenantId"] = Stage.TenantId,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
            ["enableRbacAuthorization"] = true,
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = 90,
            ["enablePurgeProtection"] = true,
            ["publicNetworkAccess"] = Firewall.PublicAccess(Stage),
            ["networkAcls"] = Firewall.Rules(Stage, forResources: false),
        },
    };

    public override JsonObject Recovery()
    {
        var body = Body();
        body["properties"]!["createMode"] = "recover";
        return body;
    }

    public override IEnumerable<SettingFault> Faults() => AzureNames.KeyVault(Stage.KeyVault!);
}
