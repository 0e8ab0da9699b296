namespace ReleasePortal.Core.Pipelines;

/// <summary>A place a release is brought to: a GitHub environment, a Databricks workspace, a bundle target, a set of
/// Azure resources.</summary>
public sealed record Stage
{
    public required string Name { get; init; }

    /// <summary>Position in the pipeline, from 0.</summary>
    public required int Ordinal { get; init; }

    public required Uri WorkspaceUrl { get; init; }

    public required string WorkspaceName { get; init; }

    public required string GitHubEnvironment { get; init; }

    public required string BundleTarget { get; init; }

    public required string Region { get; init; }

    public required string ResourceGroup { get; init; }

    public required string StorageAccount { get; init; }

    public required string Container { get; init; }

    public string? KeyVault { get; init; }

    /// <summary>What the portal makes around them.</summary>
    public InfrastructureOptions Infrastructure { get; init; } = new();

    /// <summary>Different people who must approve; 0 means that releases arrive by themselves.</summary>
    public required int ApprovalsNeeded { get; init; }

    public required TimeSpan TokenLifetime { get; init; }

    /// <summary>Name of the GitHub environment secret that holds the stage's Databricks token.</summary>
    public required string TokenSecretName { get; init; }

    /// <summary>How much of the job runs in the stage at the end of a deployment.</summary>
    public required StageChecks Checks { get; init; }

    public bool IsAutomatic => ApprovalsNeeded == 0;
}

/// <summary>How much of the job runs in a stage, once the bundle is deployed, before the deployment counts as a success.</summary>
public enum StageChecks
{
    /// <summary>All tasks.</summary>
    WholeJob,

    /// <summary>The tasks that look at the data, and none that writes them.</summary>
    ChecksOnly,

    None,
}
