using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Pipelines;

/// <summary>Finds every fault of every pipeline at once; each message names its key. What a stage's resources are made of is looked at
/// by <see cref="InfrastructureValidator"/>.</summary>
sealed partial class PipelinesOptionsValidator : IValidateOptions<PipelinesOptions>
{
    /// <summary>A GitHub token outlives no more than this in Databricks; longer ones defeat rotation.</summary>
    static readonly TimeSpan LongestToken = TimeSpan.FromDays(90);

    public ValidateOptionsResult Validate(string? name, PipelinesOptions options)
    {
        List<string> faults = [];
        if (options.Pipelines.Count == 0)
        {
            faults.Add("Pipelines: no pipeline is configured.");
        }

        foreach (var (key, pipeline) in options.Pipelines)
        {
            faults.AddRange(FaultsOf(key, pipeline));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> FaultsOf(string key, PipelineOptions pipeline)
    {
        var at = $"Pipelines:{key}";
        if (!Key().IsMatch(key))
        {
            yield return $"{at}: a key is lower-case letters, digits and hyphens; it stands in addresses.";
        }

        if (string.IsNullOrWhiteSpace(pipeline.Bundle))
        {
            yield return $"{at}:Bundle is missing.";
        }

        if (!Repository().IsMatch(pipeline.Repository ?? ""))
        {
            yield return $"{at}:Repository must be owner/name, not '{pipeline.Repository}'.";
        }

        if (string.IsNullOrWhiteSpace(pipeline.Branch))
        {
            yield return $"{at}:Branch is missing.";
        }

        if (pipeline.Stages.Count == 0)
        {
            yield return $"{at}:Stages: at least one stage is needed.";
        }

        var twice = pipeline.Stages.GroupBy(stage => stage.Name, StringComparer.Ordinal)
            .Where(group => group.Key is not null && group.Count() > 1);
        foreach (var stage in twice)
        {
            yield return $"{at}:Stages: '{stage.Key}' stands there {stage.Count()} times.";
        }

        foreach (var fault in pipeline.Stages.SelectMany((stage, index) => FaultsOf($"{at}:Stages:{index}", stage)))
        {
            yield return fault;
        }
    }

    static IEnumerable<string> FaultsOf(string at, StageOptions stage)
    {
        (string Key, string? Value)[] needed = [("WorkspaceName", stage.WorkspaceName), ("TokenSecretName", stage.TokenSecretName)];
        foreach (var (key, _) in needed.Where(item => string.IsNullOrWhiteSpace(item.Value)))
        {
            yield return $"{at}:{key}: is missing.";
        }

        if (!Key().IsMatch(stage.Name ?? ""))
        {
            yield return $"{at}:Name must be lower-case letters, digits and hyphens, not '{stage.Name}'.";
        }

        if (!Uri.TryCreate(stage.WorkspaceUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback))
        {
            yield return $"{at}:WorkspaceUrl must be the https address of a Databricks workspace, not '{stage.WorkspaceUrl}'.";
        }

        if (stage.ApprovalsNeeded is not (>= 0 and <= 10))
        {
            yield return $"{at}:ApprovalsNeeded must be a number from 0 (deploys by itself) to 10.";
        }

        if (stage.TokenLifetime < TimeSpan.FromHours(1) || stage.TokenLifetime > LongestToken)
        {
            yield return $"{at}:TokenLifetime must be between 1 hour and 90 days (15 days is 15.00:00:00).";
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Key();

    [GeneratedRegex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Repository();
}
