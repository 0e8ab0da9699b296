using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>How a stage's resources were described when a deployment last made them so, field by field. With it a plan tells what somebody
/// changed by hand from what is described anew.</summary>
static class DescribedFields
{
    /// <summary>How an empty list stands in a plan.</summary>
    public const string Nothing = "[]";

    /// <summary>For the journal of the step that made the resources so; holds no secret.</summary>
    public static string Of(StageBlueprint blueprint) => JsonSerializer.Serialize(Fields(blueprint));

    /// <summary>The plan with the cause of every change, as far as the portal knows what was there.</summary>
    public static async Task<ResourcePlan> ExplainAsync(
        this PortalDb db, ResourcePlan plan, string pipeline, string stage, StageBlueprint blueprint, CancellationToken cancellationToken)
    {
        var known = await db.MadeResources.Where(row => row.Pipeline == pipeline && row.Stage == stage && row.GoneAt == null)
            .Select(row => row.ResourceId)
            .ToListAsync(cancellationToken);
        var described = await db.LastDescribedAsync(pipeline, stage, cancellationToken);
        return plan.Explained(blueprint, described, known.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>To whom a deployment gave something on which catalog, and from whom it took all.</summary>
    public static IEnumerable<DescribedGrant> GrantsIn(string described) =>
        from resource in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string?>>>(described)!
        where resource.Key.Contains($"/{CatalogGrants.KindOfAll.ToLowerInvariant()}/", StringComparison.Ordinal)
        from field in resource.Value
        where field.Key.StartsWith(CatalogGrants.Field, StringComparison.Ordinal)
        select new DescribedGrant(
            resource.Key, resource.Key[(resource.Key.LastIndexOf('/') + 1)..], field.Key[CatalogGrants.Field.Length..],
            field.Value is not Nothing);

    /// <returns>Nothing before the first deployment of the stage.</returns>
    public static async Task<string?> LastDescribedAsync(
        this PortalDb db, string pipeline, string stage, CancellationToken cancellationToken)
    {
        var made = await db.Deployments.AsNoTracking().Include(row => row.Steps.Where(step => step.Name == nameof(ProvisionResources)))
            .Where(row => row.Pipeline == pipeline && row.Stage == stage
                && row.Steps.Any(step => step.Name == nameof(ProvisionResources) && step.State == RunState.Succeeded))
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        return made?.Step(nameof(ProvisionResources)).Journal.GetValueOrDefault(ProvisionResources.Described);
    }

    /// <param name="described">What <see cref="Of"/> gave then; without it only of what was <paramref name="known"/>
    /// to be there and is gone the cause is known.</param>
    static ResourcePlan Explained(this ResourcePlan plan, StageBlueprint now, string? described, HashSet<string> known)
    {
        if (described is null)
        {
            return new([.. plan.Resources.Select(resource => IsGone(resource, known) ? ByHand(resource) : resource)]);
        }

        var (then, wanted) = (JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string?>>>(described)!, Fields(now));
        return new(
            [.. plan.Resources.Select(resource => IsGone(resource, known) && !then.ContainsKey(resource.Id) ? ByHand(resource) : resource with
        {
            Changes = [.. resource.Changes.Select(
                change => change with { Cause = CauseOf(change, then.GetValueOrDefault(resource.Id), wanted[resource.Id]) })],
        })]);
    }

    static bool IsGone(PlannedResource resource, HashSet<string> known) =>
        resource.Action is ResourceAction.Create && known.Contains(resource.Id);

    static PlannedResource ByHand(PlannedResource resource) =>
        resource with { Changes = [.. resource.Changes.Select(change => change with { Cause = ChangeCause.ByHand })] };

    static ChangeCause CauseOf(FieldChange change, Dictionary<string, string?>? then, Dictionary<string, string?> now)
    {
        if (!now.TryGetValue(change.Path, out var wanted))
        {
            return ChangeCause.Unknown;
        }

        if (then is null || !then.TryGetValue(change.Path, out var made))
        {
            return ChangeCause.Description;
        }

        if (change.Path.StartsWith(CatalogGrants.Field, StringComparison.Ordinal) && wanted is Nothing && made is not Nothing)
        {
            // Whatever the principal has by now, it goes because of the settings.
            return ChangeCause.Description;
        }

        // Azure leaves out what is empty.
        var isAsMade = made is not null && (Later.IsIn(made) || ManagedFields.IsSame(change.Path, made, change.Old ?? Nothing));
        return string.Equals(made, wanted, StringComparison.Ordinal) || !isAsMade ? ChangeCause.ByHand : ChangeCause.Description;
    }

    static Dictionary<string, Dictionary<string, string?>> Fields(StageBlueprint blueprint) =>
        blueprint.Resources.ToDictionary(resource => resource.Id, resource => ManagedFields.Of(resource.Body()), StringComparer.Ordinal);
}

/// <param name="Grants">The id of the catalog's grants.</param>
/// <param name="HasAny">Whether the principal shall have any privilege.</param>
sealed record DescribedGrant(string Grants, string Catalog, string Principal, bool HasAny);
