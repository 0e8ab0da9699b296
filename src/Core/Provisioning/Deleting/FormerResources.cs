using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>What the portal made for a stage or found there as described, and which of it no settings name any more.</summary>
static class FormerResources
{
    public const string LockKind = "Lock";

    /// <summary>Writes down what a deployment's step made, however the step ended.</summary>
    public static async Task RecordMadeAsync(
        this PortalDb db, Deployment deployment, StepRun step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (step.Journal.GetValueOrDefault(ProvisionResources.Made) is not { } json)
        {
            return;
        }

        foreach (var record in JsonSerializer.Deserialize<List<ResourceRecord>>(json)!)
        {
            if (await db.MadeResources.FindAsync([deployment.Pipeline, deployment.Stage, record.Id], cancellationToken) is { } known)
            {
                known.Made(record, deployment.Number, at);
            }
            else
            {
                db.MadeResources.Add(MadeResource.MadeBy(deployment, record, at));
            }
        }
    }

    /// <summary>Writes down what a look found there and no deployment made: the command line did, or somebody else,
    /// or the portal before it kept records.
    /// What the settings say to be somebody else's is never put on record.</summary>
    public static async Task RecordFoundAsync(
        this PortalDb db, string pipeline, string stage, StageBlueprint blueprint, ResourcePlan plan, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var known = await db.MadeResources.Where(row => row.Pipeline == pipeline && row.Stage == stage)
            .ToDictionaryAsync(row => row.ResourceId, cancellationToken);
        var planned = plan.Resources.ToDictionary(resource => resource.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var record in blueprint.Resources.SelectMany(resource => ResourceRecord.FoundOf(resource, planned[resource.Id])))
        {
            if (!known.TryGetValue(record.Id, out var row))
            {
                db.MadeResources.Add(MadeResource.FoundIn(pipeline, stage, record, at));
            }
            else if (row.GoneAt is not null)
            {
                row.FoundAgain(record, at);
            }
            else
            {
                row.Described(record);
            }
        }
    }

    /// <summary>Writes down what a look found of those that no settings name.</summary>
    public static async Task RecordSeenAsync(
        this PortalDb db, string pipeline, string stage, IEnumerable<FormerFound> seen, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        foreach (var found in seen)
        {
            if (await db.MadeResources.FindAsync([pipeline, stage, found.ResourceId], cancellationToken) is not { } row)
            {
                continue;
            }

            if (found.IsThere)
            {
                row.UsedBy(found.InUse);
            }
            else
            {
                row.Gone(at);
            }
        }
    }

    /// <summary>By name within their kinds. Privileges are not among them: the next deployment takes them away.</summary>
    public static async Task<IReadOnlyList<MadeResource>> FormerAsync(
        this PortalDb db, string pipeline, string stage, DescribedResources described, CancellationToken cancellationToken)
    {
        var made = await db.MadeResources.Where(row => row.Pipeline == pipeline && row.Stage == stage && row.GoneAt == null)
            .ToListAsync(cancellationToken);
        var left = made.Where(
            row => row.Record.Kind is not GivenPrivileges.Kind
                && !described.Holds(row.Record)
                && !described.TakesAway(new(pipeline, stage), row.Record));
        return [.. left.OrderByDescending(row => row.Since).DistinctBy(row => DescribedResources.KeyOf(row.Record))
            .OrderBy(row => row.Record.Kind, StringComparer.Ordinal).ThenBy(row => row.Record.Name, StringComparer.Ordinal)];
    }

    /// <summary>The stages that have it on record and are therefore as much concerned as the one that it is deleted for.</summary>
    internal static async Task<IEnumerable<StageAddress>> StagesKnowingAsync(
        this PortalDb db, ResourceRecord record, CancellationToken cancellationToken)
    {
        var made = await db.MadeResources.AsNoTracking().Where(row => row.GoneAt == null).ToListAsync(cancellationToken);
        return made.Where(row => IsOf(row, record)).Select(row => new StageAddress(row.Pipeline, row.Stage));
    }

    /// <summary>The stages with something that is not deleted because it is used.</summary>
    internal static async Task<IEnumerable<StageAddress>> StagesWaitingAsync(this PortalDb db, CancellationToken cancellationToken)
    {
        var made = await db.MadeResources.AsNoTracking().Where(row => row.GoneAt == null).ToListAsync(cancellationToken);
        return made.Where(row => row.Record.InUse is not null).Select(row => new StageAddress(row.Pipeline, row.Stage));
    }

    /// <summary>Writes down that it was deleted, for every stage that has it on record. What lay in it went with it, but what a stage
    /// describes is then missing.</summary>
    internal static async Task RecordGoneAsync(
        this PortalDb db, ResourceRecord record, DescribedResources described, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var row in await db.MadeResources.Where(row => row.GoneAt == null).ToListAsync(cancellationToken))
        {
            if (IsOf(row, record) || (LiesIn(row.Record, record) && !described.Holds(row.Record)))
            {
                row.Gone(at);
            }
        }
    }

    static bool IsOf(MadeResource row, ResourceRecord record) =>
        string.Equals(DescribedResources.KeyOf(row.Record), DescribedResources.KeyOf(record), StringComparison.OrdinalIgnoreCase);

    /// <summary>Only addresses in Azure say what lies in what.</summary>
    static bool LiesIn(ResourceRecord inner, ResourceRecord outer) =>
        inner.Workspace is null
            && outer.Workspace is null
            && inner.Address.StartsWith($"{outer.Address}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Locks that stand in the way of its deletion, those that are described and those that were.</summary>
    public static IReadOnlyList<string> LocksOn(ResourceRecord record, DescribedResources described, IEnumerable<MadeResource> former) =>
        record.Kind is LockKind
        ? []
        : [.. described.Locks.Select(held => (held.Id, Subject: held.Subject()))
            .Concat(former.Where(made => made.Record.Kind is LockKind).Select(made => (made.Record.Id, Subject: made.Record.Subject())))
            .DistinctBy(held => held.Id, StringComparer.OrdinalIgnoreCase)
            .Where(
                held => record.Address.StartsWith(
                    $"{held.Id[..held.Id.LastIndexOf("/providers/", StringComparison.Ordinal)]}/", StringComparison.OrdinalIgnoreCase))
            .Select(held => ResourceSubject.Lower(held.Subject))];
}
