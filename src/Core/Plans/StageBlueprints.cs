using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Plans;

/// <summary>The blueprint that a stage's settings describe.</summary>
public sealed class StageBlueprints(IOptions<AzureOptions> azure)
{
    public StageBlueprint Of(Stage stage) => StageBlueprint.Standard(new()
    {
        SubscriptionId = azure.Value.SubscriptionId!,
        Region = stage.Region,
        ResourceGroup = stage.ResourceGroup,
        StorageAccount = stage.StorageAccount,
        Container = stage.Container,
    });
}
