using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>A stage as its settings describe it, right or wrong; nobody has been asked yet.</summary>
/// <param name="Key">Of the stage's section.</param>
sealed record DescribedStage(string Key, Stage Stage)
{
    /// <summary>The same for all stages; what is wrong with it is told elsewhere.</summary>
    static readonly AzureOptions Unread = new() { SubscriptionId = "…" };

    public StageResources Resources { get; } = StageBlueprints.ResourcesOf(Stage, Unread);
}
