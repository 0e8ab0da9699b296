using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What the portal made for a stage, and which of it the settings no longer name.</summary>
static class FormerResources
{
    /// <summary>Writes down what a deployment's step made, however the step ended.</summary>
    public static async Task RecordMadeAsync(this PortalDb db, Deployment deployment, StepRun step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (step.Journal.GetValueOrDefault(ProvisionResources.Made) is not { } json)
        {
            return;
        }

        foreach (var record in JsonSerializer.Deserialize<List<ResourceRecord>>(json)!)
        {
            if (await db.MadeResources.FindAsync([deployment.Pipeline, deployment.Stage, record.Id], cancellationToken) is { } known)
            {
                known.MadeAgain(record, deployment.Number, at);
            }
            else
            {
                db.MadeResources.Add(new(deployment.Pipeline, deployment.Stage, record, deployment.Number, at));
            }
        }
    }

    /// <summary>By name within their kinds.</summary>
    public static async Task<IReadOnlyList<MadeResource>> FormerAsync(
        this PortalDb db, string pipeline, string stage, StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var described = blueprint.Resources.Select(resource => resource.Id).Concat(blueprint.Resources.SelectMany(resource => resource.Parts).Select(part => part.Id))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var made = await db.MadeResources.Where(row => row.Pipeline == pipeline && row.Stage == stage && row.GoneAt == null).ToListAsync(cancellationToken);
        return [.. made.Where(row => !described.Contains(row.ResourceId))
            .OrderBy(row => row.Record.Kind, StringComparer.Ordinal).ThenBy(row => row.Record.Name, StringComparer.Ordinal)];
    }

    /// <summary>Locks that stand in the way of its deletion, those that are described and those that were.</summary>
    public static IReadOnlyList<string> LocksOn(ResourceRecord record, StageBlueprint blueprint, IEnumerable<MadeResource> former) => record.Kind is LockKind
        ? []
        : [.. blueprint.Resources.Where(resource => resource.Kind is LockKind).Select(resource => (resource.Id, resource.Name))
            .Concat(former.Where(made => made.Record.Kind is LockKind).Select(made => (made.Record.Id, made.Record.Name)))
            .Where(held => record.Address.StartsWith($"{held.Id[..held.Id.LastIndexOf("/providers/", StringComparison.Ordinal)]}/", StringComparison.OrdinalIgnoreCase))
            .Select(held => held.Name)];

    const string LockKind = "Lock";
}
