using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Pipelines;

/// <summary>The configured pipelines.</summary>
public sealed class PipelineCatalog(IOptions<PipelinesOptions> options)
{
    static readonly Uri Nowhere = new("about:blank");

    readonly Dictionary<string, Pipeline> _pipelines = options.Value.Pipelines.ToDictionary(
        item => item.Key, item => From(item.Key, item.Value), StringComparer.Ordinal);

    public IReadOnlyCollection<Pipeline> All => _pipelines.Values;

    public Pipeline? Find(string key) => _pipelines.GetValueOrDefault(key);

    /// <exception cref="KeyNotFoundException">There is no such pipeline.</exception>
    public Pipeline Get(string key) => Find(key) ?? throw new KeyNotFoundException($"There is no pipeline '{key}'.");

    static Pipeline From(string key, PipelineOptions options) => new()
    {
        Key = key,
        Bundle = options.Bundle!,
        Repository = options.Repository!,
        Branch = options.Branch,
        BundleFolder = options.BundleFolder,
        RequireChecks = options.RequireChecks,
        Job = options.Job,
        CheckTasks = options.CheckTasks.Count > 0 ? options.CheckTasks : ["bootstrap", "check_quality"],
        CheckParameters = options.CheckParameters,
        Stages = [.. options.Stages.Select((stage, ordinal) => From(stage, ordinal, isLast: ordinal == options.Stages.Count - 1))],
    };

    /// <summary>Takes wrong settings, too, so that a validator can look at the stage that they would make.</summary>
    internal static Stage From(StageOptions options, int ordinal, bool isLast) => new()
    {
        Name = options.Name ?? "",
        Ordinal = ordinal,
        WorkspaceUrl = Uri.TryCreate(options.WorkspaceUrl, UriKind.Absolute, out var url) ? url : Nowhere,
        WorkspaceName = options.WorkspaceName ?? "",
        GitHubEnvironment = options.GitHubEnvironment ?? options.Name ?? "",
        BundleTarget = options.BundleTarget ?? options.Name ?? "",
        Region = options.Region ?? "",
        ResourceGroup = options.ResourceGroup ?? "",
        StorageAccount = options.StorageAccount ?? "",
        Container = options.Container ?? "",
        KeyVault = options.KeyVault,
        Infrastructure = options.Infrastructure,
        ApprovalsNeeded = options.ApprovalsNeeded ?? 0,
        TokenLifetime = options.TokenLifetime,
        TokenSecretName = options.TokenSecretName,
        Checks = options.Checks ?? (isLast ? StageChecks.ChecksOnly : StageChecks.WholeJob),
    };
}
