namespace ReleasePortal.Core.Provisioning;

/// <summary>The settings of one stage that its Azure resources are made of; plain values, so that a plan depends on nothing else.</summary>
public sealed record StageResources
{
    public required string SubscriptionId { get; init; }

    /// <summary>Azure's short name: <c>uksouth</c>.</summary>
    public required string Region { get; init; }

    public required string ResourceGroup { get; init; }

    /// <summary>Unique in all of Azure.</summary>
    public required string StorageAccount { get; init; }

    public required string Container { get; init; }
}
