using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Asks whether a stage's former resources are still there, and who still uses them; nothing where there are none.</summary>
public sealed class FormerUses(
    IDbContextFactory<PortalDb> database, DescribedResources described, ResourceAccess access, AzureResources azure, TimeProvider clock)
{
    const string Zones = "Microsoft.Network/privateDnsZones";

    /// <returns>Of those that could be asked for.</returns>
    internal async Task<IReadOnlyList<FormerFound>> LookAsync(StageAddress stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var former = await db.FormerAsync(stage.Pipeline, stage.Stage, described, cancellationToken);
        if (former.Count == 0)
        {
            return [];
        }

        var known = await db.MadeResources.AsNoTracking().Where(row => row.GoneAt == null).ToListAsync(cancellationToken);
        var workspaces = await WorkspacesAsync(former, known, cancellationToken);
        var found = await Task.WhenAll(former.Select(made => LookAsync(made, stage, known, workspaces, cancellationToken)));
        return [.. found.OfType<FormerFound>()];
    }

    /// <summary>Looks again and writes it down, so that the page says what is true now.</summary>
    internal async Task<IReadOnlyList<FormerFound>> RefreshAsync(StageAddress stage, CancellationToken cancellationToken)
    {
        var found = await LookAsync(stage, cancellationToken);
        await database.TransactAsync(async db =>
        {
            await db.RecordSeenAsync(stage.Pipeline, stage.Stage, found, clock.GetUtcNow(), cancellationToken);
            return true;
        }, cancellationToken);
        return found;
    }

    /// <summary>After something was deleted: for the stages that it concerned, and wherever something waits to be let go of.</summary>
    internal async Task RefreshAsync(IEnumerable<StageAddress> concerned, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        foreach (var stage in concerned.Union(await db.StagesWaitingAsync(cancellationToken)))
        {
            await RefreshAsync(stage, cancellationToken);
        }
    }

    /// <summary>What cannot be asked for stays on record as it was.</summary>
    async Task<FormerFound?> LookAsync(
        MadeResource made,
        StageAddress stage,
        IReadOnlyList<MadeResource> known,
        IReadOnlyList<InjectedWorkspace> workspaces,
        CancellationToken cancellationToken)
    {
        try
        {
            var record = made.Record;
            var body = await access.FindAsync(record, cancellationToken);
            if (body is null || record.Workspace is not null)
            {
                return new(made.ResourceId, body is not null, null);
            }

            string[] users = [.. BackReferences.In(record.Address, body), .. await LinksAsync(record, cancellationToken)];
            string[] clusters = [.. workspaces.Where(workspace => workspace.LivesIn(record.Address)).Select(workspace => workspace.Name)];
            return new(made.ResourceId, IsThere: true, UsersOf(users, clusters, stage, known).Objection());
        }
        catch (Exception fault) when (fault is AzureException or DatabricksException)
        {
            return null;
        }
    }

    ResourceUsers UsersOf(string[] users, string[] clusters, StageAddress stage, IReadOnlyList<MadeResource> known)
    {
        var told = users.ToLookup(described.Describes);
        var rows = known.ToLookup(row => row.Record.Address, StringComparer.OrdinalIgnoreCase);
        var undescribed = told[false].ToLookup(user => rows[user].FirstOrDefault(IsOf) ?? rows[user].FirstOrDefault());
        return new(
            clusters,
            [.. undescribed.Where(pair => pair.Key is { } row && IsOf(row)).SelectMany(pair => pair)],
            [.. undescribed.Where(pair => pair.Key is { } row && !IsOf(row)).SelectMany(pair => pair.Select(user => (user, pair.Key!.Stage)))],
            [.. told[true]],
            [.. undescribed[null]]);

        bool IsOf(MadeResource row) => row.Pipeline == stage.Pipeline && row.Stage == stage.Stage;
    }

    /// <summary>A zone tells only how many there are.</summary>
    async Task<IEnumerable<string>> LinksAsync(ResourceRecord record, CancellationToken cancellationToken) =>
        string.Equals(AzureResource.TypeOf(record.Address), Zones, StringComparison.OrdinalIgnoreCase)
            ? from link in await azure.ListAsync($"{record.Address}/virtualNetworkLinks", record.ApiVersion!, cancellationToken)
              select (string)link["id"]!
            : [];

    /// <summary>Subnets do not tell whose clusters live in them as long as none runs; the workspaces do, described
    /// ones and former ones.</summary>
    async Task<IReadOnlyList<InjectedWorkspace>> WorkspacesAsync(
        IReadOnlyList<MadeResource> former, IEnumerable<MadeResource> known, CancellationToken cancellationToken)
    {
        if (!former.Any(made => AzureResource.TypeOf(made.Record.Address) is BackReferences.Network or BackReferences.Subnet))
        {
            return [];
        }

        var records = known.Select(row => row.Record).Where(record => record.Kind is Workspace.KindOfAll);
        var all = described.Workspaces.Select(workspace => (workspace.Id, workspace.ApiVersion))
            .Concat(records.Select(record => (Id: record.Address, ApiVersion: record.ApiVersion!)))
            .DistinctBy(workspace => workspace.Id, StringComparer.OrdinalIgnoreCase);
        var read = await Task.WhenAll(all.Select(workspace => FindAsync(workspace.Id, workspace.ApiVersion, cancellationToken)));
        return [.. read.Select(InjectedWorkspace.In).OfType<InjectedWorkspace>()];
    }

    async Task<JsonObject?> FindAsync(string id, string apiVersion, CancellationToken cancellationToken)
    {
        try
        {
            return await azure.ReadAsync(id, apiVersion, cancellationToken);
        }
        catch (AzureException)
        {
            return null;
        }
    }
}

/// <param name="InUse">Who uses it, and what goes first; null when nobody does.</param>
sealed record FormerFound(string ResourceId, bool IsThere, string? InUse);
