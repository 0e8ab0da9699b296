using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning.Resources;

/// <summary>Where the stage's tables live: bronze, silver or gold.
/// Source: https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts/blobservices/containers</summary>
public sealed record BlobContainer(StageResources Stage) : AzureResource
{
    public override string Id => $"{new StorageAccount(Stage).Id}/blobServices/default/containers/{Stage.Container}";

    public override string Kind => "Blob container";

    public override string Name => Stage.Container;

    public override string Stays => "It holds tables. Delete it in the Azure portal (storage account, Containers).";

    public override string ApiVersion => "2023-05-01";

    public override IReadOnlyList<string> Needs => [new StorageAccount(Stage).Id];

    public override JsonObject Body() => new() { ["properties"] = new JsonObject { ["publicAccess"] = "None" } };

    public override IEnumerable<SettingFault> Faults() => AzureNames.Container(Stage.Container);
}
