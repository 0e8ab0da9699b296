using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Finds every setting of the stages' resources that Azure or Databricks would refuse, without asking them. What a name must be like
/// is known by the resource that bears it; the ids of section <c>Azure</c> are looked at there.</summary>
sealed class InfrastructureValidator(IOptions<DatabricksAccountOptions> account) : IValidateOptions<PipelinesOptions>
{
    public ValidateOptionsResult Validate(string? name, PipelinesOptions options)
    {
        List<Described> stages = [.. options.Pipelines.SelectMany(pipeline => pipeline.Value.Stages.Select((stage, index) =>
            new Described($"Pipelines:{pipeline.Key}:Stages:{index}", stage.Infrastructure, ResourcesOf(stage))))];
        string[] faults =
        [
            .. stages.SelectMany(FaultsOf),
            .. stages.SelectMany((first, index) => stages.Skip(index + 1).SelectMany(second => FaultsBetween(first, second))),
            .. stages.Find(stage => stage.Resources.Catalog?.MetastoreId is not null) is { } needing ? FaultsOfAccount(needing.Key) : [],
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> FaultsOf(Described stage) =>
        StageBlueprint.Standard(stage.Resources).Faults().Concat(SwitchFaults.Of(stage.Switches)).Select(fault => $"{stage.Key}:{fault}");

    static IEnumerable<string> FaultsBetween(Described first, Described second) =>
        AddressRanges.FaultsBetween(first.Key, first.Resources, second.Resources)
            .Concat(AzureNames.FaultsBetween(first.Key, first.Resources, second.Resources))
            .Select(fault => $"{second.Key}:{fault}");

    IEnumerable<string> FaultsOfAccount(string stage)
    {
        if (!Guid.TryParseExact(account.Value.AccountId, "D", out _))
        {
            yield return string.IsNullOrWhiteSpace(account.Value.AccountId)
                ? $"Databricks:AccountId: is missing; {stage}:Infrastructure:MetastoreId needs it. It stands in the account console."
                : $"Databricks:AccountId: '{account.Value.AccountId}' is not the id of an account.";
        }

        if (account.Value.AccountUrl is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            yield return $"Databricks:AccountUrl: '{account.Value.AccountUrl}' is not an absolute https address.";
        }
    }

    static StageResources ResourcesOf(StageOptions stage) =>
        StageBlueprints.ResourcesOf(PipelineCatalog.From(stage, ordinal: 0, isLast: false), new AzureOptions());

    /// <param name="Key">Of the stage's section.</param>
    sealed record Described(string Key, InfrastructureOptions Switches, StageResources Resources);
}
