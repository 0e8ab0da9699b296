using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>Tells which stages should be looked at now: never looked at, or not since this process read its settings,
/// too long ago, or a deployment was at the resources since, of whichever stage, for stages share some.</summary>
public sealed class FindDueChecks(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, LooksSinceStart since, IOptions<ProvisioningOptions> options,
    TimeProvider clock)
{
    /// <summary>After a look that failed, or found Azure at work; as long as the looks go on failing, the pause grows
    /// to twice the time before.</summary>
    static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Stage>> RunAsync(string pipeline, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var looked = await db.ResourceChecks.AsNoTracking()
            .Where(row => row.Pipeline == pipeline)
            .ToDictionaryAsync(row => row.Stage, StringComparer.Ordinal, cancellationToken);
        var now = clock.GetUtcNow();
        List<Stage> due = [];
        foreach (var stage in pipelines.Get(pipeline).Stages)
        {
            if (looked.GetValueOrDefault(stage.Name) is not { CheckedAt: { } at } look
                || !since.Holds(pipeline, stage.Name)
                || now - at > GoodFor(look, at)
                || await IsDeployedSinceAsync(db, pipeline, stage.Name, at, cancellationToken))
            {
                due.Add(stage);
            }
        }

        return due;
    }

    TimeSpan GoodFor(ResourceCheck look, DateTimeOffset at)
    {
        var interval = options.Value.CheckInterval;
        var pause = look.FailingSince is { } failing ? Longer(at - failing, Retry)
            : look.Plan?.Resources.Any(resource => resource.IsBusy) is true ? Retry
            : interval;
        return pause < interval ? pause : interval;
    }

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static Task<bool> IsDeployedSinceAsync(
        PortalDb db, string pipeline, string stage, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.Deployments.AnyAsync(row => row.Pipeline == pipeline
            && ((row.Stage == stage && row.FinishedAt > at)
                || row.Steps.Any(step => step.Name == nameof(ProvisionResources) && step.FinishedAt > at)), cancellationToken);
}
