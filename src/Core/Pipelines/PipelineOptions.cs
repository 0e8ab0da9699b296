using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Pipelines;

/// <summary>The section <c>Pipelines</c>: pipelines by key.</summary>
public sealed class PipelinesOptions
{
    public Dictionary<string, PipelineOptions> Pipelines { get; } = new(StringComparer.Ordinal);
}

public sealed class PipelineOptions
{
    public string? Bundle { get; set; }

    public string? Repository { get; set; }

    public string Branch { get; set; } = "main";

    /// <summary>Empty means the whole repository.</summary>
    [EmptyCounts]
    public string BundleFolder { get; set; } = "bundle";

    public bool RequireChecks { get; set; } = true;

    public string? Job { get; set; }

    /// <summary>Empty means <c>bootstrap</c> and <c>check_quality</c>.</summary>
    public List<string> CheckTasks { get; } = [];

    [EmptyCounts]
    public Dictionary<string, string> CheckParameters { get; } = new(StringComparer.Ordinal);

    public List<StageOptions> Stages { get; } = [];
}

public sealed class StageOptions
{
    public string? Name { get; set; }

    public string? WorkspaceUrl { get; set; }

    public string? WorkspaceName { get; set; }

    public string? GitHubEnvironment { get; set; }

    public string? BundleTarget { get; set; }

    public string? Region { get; set; }

    public string? ResourceGroup { get; set; }

    public string? StorageAccount { get; set; }

    public string? Container { get; set; }

    public string? KeyVault { get; set; }

    public InfrastructureOptions Infrastructure { get; set; } = new();

    public int? ApprovalsNeeded { get; set; }

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromDays(15);

    public string TokenSecretName { get; set; } = "DBX_TOKEN";

    /// <summary>Left out, it is the whole job, and in the last stage the checks only.</summary>
    public StageChecks? Checks { get; set; }
}
