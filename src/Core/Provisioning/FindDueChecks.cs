using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Tells which stages should be looked at now: never looked at, too long ago, or a deployment was at its resources since.</summary>
public sealed class FindDueChecks(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    public async Task<IReadOnlyList<Stage>> RunAsync(string pipeline, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var looked = await db.ResourceChecks.AsNoTracking().Where(row => row.Pipeline == pipeline)
            .ToDictionaryAsync(row => row.Stage, row => row.CheckedAt, StringComparer.Ordinal, cancellationToken);
        var since = clock.GetUtcNow() - options.Value.CheckInterval;
        List<Stage> due = [];
        foreach (var stage in pipelines.Get(pipeline).Stages)
        {
            if (looked.GetValueOrDefault(stage.Name) is not { } at || at < since || await IsDeployedSinceAsync(db, pipeline, stage.Name, at, cancellationToken))
            {
                due.Add(stage);
            }
        }

        return due;
    }

    static Task<bool> IsDeployedSinceAsync(PortalDb db, string pipeline, string stage, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.Deployments.AnyAsync(row => row.Pipeline == pipeline && row.Stage == stage
            && (row.FinishedAt > at || row.Steps.Any(step => step.Name == nameof(ProvisionResources) && step.FinishedAt > at)), cancellationToken);
}
