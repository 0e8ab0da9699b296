using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Deleting;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>What a stage's settings describe, and with it what its deployments gave and no settings name any more.</summary>
public sealed class RecordedBlueprints(IDbContextFactory<PortalDb> database, StageBlueprints blueprints, DescribedResources described)
{
    internal async Task<StageBlueprint> OfAsync(string pipeline, Stage stage, CancellationToken cancellationToken)
    {
        var now = blueprints.Of(stage);
        if (now.InCatalog is not { } catalog)
        {
            return now;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var given = await db.GivenAsync(pipeline, stage.Name, catalog.Catalog, cancellationToken);
        string?[] staying = [.. described.PrincipalsOn(catalog), catalog.Portal];
        string[] former = [.. given.Except(staying.OfType<string>(), PrincipalComparer.Instance).Order(StringComparer.Ordinal)];
        return former.Length == 0 ? now : blueprints.Of(stage, former);
    }
}
