using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>Finds every setting of the stages' resources that Azure or Databricks would refuse, without asking them.
/// What a name must be like is known by the resource that bears it; the ids of section <c>Azure</c> are looked at there.</summary>
sealed class InfrastructureValidator(IOptions<DatabricksAccountOptions> account) : IValidateOptions<PipelinesOptions>
{
    public ValidateOptionsResult Validate(string? name, PipelinesOptions options)
    {
        List<DescribedStage> stages = [.. options.Pipelines.SelectMany(pipeline => pipeline.Value.Stages.Select((stage, index) =>
            new DescribedStage($"Pipelines:{pipeline.Key}:Stages:{index}", PipelineCatalog.From(stage, ordinal: 0, isLast: false))))];
        string[] faults =
        [
            .. stages.SelectMany(FaultsOf),
            .. stages.SelectMany((first, index) => stages.Skip(index + 1).SelectMany(second => FaultsBetween(first, second))),
            .. stages.Find(stage => stage.Resources.Catalog?.MetastoreId is not null) is { } needing ? FaultsOfAccount(needing.Key) : [],
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> FaultsOf(DescribedStage stage) =>
        StageBlueprint.Standard(stage.Resources).Faults()
            .Concat(SwitchFaults.Of(stage.Stage.Infrastructure))
            .Concat(WayToStorage.Faults(stage.Resources))
            .Select(fault => $"{stage.Key}:{fault}");

    static IEnumerable<string> FaultsBetween(DescribedStage first, DescribedStage second) =>
        AddressRanges.FaultsBetween(first.Key, first.Resources, second.Resources)
            .Concat(AzureNames.FaultsBetween(first.Key, first.Resources, second.Resources))
            .Concat(SharedResources.FaultsBetween(first.Key, first.Resources, second.Resources))
            .Concat(SharedAddresses.FaultsBetween(first, second))
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
}
