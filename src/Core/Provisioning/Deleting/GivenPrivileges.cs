using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Whom a stage's deployments gave privileges on its catalog. A principal that leaves the settings stays on
/// record until a deployment has taken them away, or a look finds none; what it is given after that is somebody else's affair.</summary>
static class GivenPrivileges
{
    public const string Kind = "Privileges";

    /// <summary>Writes down what a deployment's step gave and took, however the step ended: a call that may have
    /// reached Databricks counts as given.</summary>
    public static async Task RecordGivenAsync(
        this PortalDb db, Deployment deployment, StepRun step, RunState end, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var described = step.Journal.GetValueOrDefault(ProvisionResources.Described);
        var states = ResourceProgress.StatesOf(deployment);
        foreach (var grant in described is null ? [] : DescribedFields.GrantsIn(described))
        {
            ApplyState? state = end is RunState.Succeeded ? ApplyState.Done : states.TryGetValue(
                grant.Grants, out var known) ? known : null;
            var record = RecordOf(grant);
            var row = await db.MadeResources.FindAsync([deployment.Pipeline, deployment.Stage, record.Id], cancellationToken);
            if (!grant.HasAny && state is ApplyState.Done)
            {
                row?.Gone(at);
            }
            else if (grant.HasAny && state is ApplyState.Done or ApplyState.Working && row is not { GoneAt: null })
            {
                row?.Made(record, deployment.Number, at);
                _ = row ?? db.MadeResources.Add(MadeResource.MadeBy(deployment, record, at)).Entity;
            }
        }
    }

    /// <summary>The principals on record, whether or not the settings still name them.</summary>
    public static async Task<IReadOnlyList<string>> GivenAsync(
        this PortalDb db, string pipeline, string stage, string catalog, CancellationToken cancellationToken)
    {
        var rows = await db.RowsAsync(pipeline, stage, catalog, cancellationToken);
        return rows.Count > 0 ? [.. rows.Where(row => row.GoneAt is null).Select(row => row.Record.Name)]
            : await db.LastDescribedAsync(pipeline, stage, cancellationToken) is { } described ? [.. Before(described, catalog)]
            : [];
    }

    /// <returns>Ids of those on record who left the settings and of whom a look found no privilege.</returns>
    public static async Task<IReadOnlyList<string>> WithoutAnyAsync(
        this PortalDb db, string pipeline, string stage, StageBlueprint looked, ResourcePlan found, CancellationToken cancellationToken)
    {
        var catalog = looked.InCatalog;
        var grants = found.Resources.FirstOrDefault(resource => resource.Kind is CatalogGrants.KindOfAll);
        if (catalog is null or { Former: [] } || grants?.Action is ResourceAction.Unknown)
        {
            return [];
        }

        var held = (grants?.Changes ?? []).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        var gone = catalog.Former.Where(principal => !held.Contains(CatalogGrants.Field + principal)).ToHashSet(StringComparer.Ordinal);
        return [.. (await db.RowsAsync(pipeline, stage, catalog.Catalog, cancellationToken)).Where(row => gone.Contains(row.Record.Name))
            .Select(row => row.ResourceId)];
    }

    /// <summary>Deployments from before there were records.</summary>
    static IEnumerable<string> Before(string described, string catalog) => DescribedFields.GrantsIn(described)
        .Where(grant => grant.HasAny && string.Equals(grant.Catalog, catalog, StringComparison.Ordinal)).Select(grant => grant.Principal);

    static async Task<List<MadeResource>> RowsAsync(
        this PortalDb db, string pipeline, string stage, string catalog, CancellationToken cancellationToken)
    {
        var rows = await db.MadeResources.AsNoTracking()
            .Where(row => row.Pipeline == pipeline && row.Stage == stage)
            .ToListAsync(cancellationToken);
        return [.. rows.Where(
            row =>
                row.Record.Kind is Kind && string.Equals(row.Record.Address, CatalogGrants.AddressOf(catalog), StringComparison.Ordinal))];
    }

    /// <summary>Whatever the address of the workspace is by then.</summary>
    static ResourceRecord RecordOf(DescribedGrant grant)
    {
        var address = CatalogGrants.AddressOf(grant.Catalog);
        return new($"{address}/{grant.Principal}", Kind, grant.Principal, address, null, null, null);
    }
}
