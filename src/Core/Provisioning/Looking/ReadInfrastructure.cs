using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Resources;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>Is the stage as described? If not, what differs, what would be done, and what is being done right now.</summary>
public sealed class ReadInfrastructure(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, StageBlueprints blueprints, DescribedResources described,
    IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<InfrastructureView> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var (found, into) = (pipelines.Get(pipeline), pipelines.Get(pipeline).Get(stage));
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var check = await db.ResourceChecks.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
        var recent = await NewsAsync(db, pipeline, stage, check?.CheckedAt ?? DateTimeOffset.MinValue, cancellationToken);
        var running = recent?.Step(nameof(ProvisionResources)).State is RunState.Running ? recent : null;
        var blueprint = blueprints.Of(into);
        var former = await db.FormerAsync(pipeline, stage, described, cancellationToken);
        var live = await db.LiveAsync(pipeline, stage, cancellationToken);
        var doubt = LastLook.DoubtOf(check, blueprint, options.Value.CheckInterval, clock.GetUtcNow());
        return new()
        {
            Pipeline = found,
            Stage = into,
            ReadAt = clock.GetUtcNow(),
            CheckedAt = check?.PlannedAt,
            Fault = check?.Fault,
            Doubt = doubt,
            Resources = [.. recent is null ? Resources(blueprint, check, doubt) : Resources(blueprint, recent)],
            Plan = (recent is null ? check?.Plan : PlanOf(recent)) is { } plan ? PlanView.Of(plan) : [],
            Openings = recent is null && doubt is null ? check!.Openings : [],
            Digest = check?.Plan?.Digest,
            Live = live is null ? null : ReleaseLine.Of(live),
            Deployment = running?.Number,
            Did = running is null ? recent?.Number : null,
            DeploymentName = recent is null ? null : PromotionName.Of(recent.Promotion.Kind, recent.Release.Commit.Short, stage),
            LastApplied = await db.LastAppliedAsync(pipeline, stage, cancellationToken),
            Requested = await db.Promotions
                .Where(
                    row => row.Pipeline == pipeline
                        && row.Stage == stage
                        && row.Kind == PromotionKind.Provision
                        && row.Decision == DecisionState.AwaitingApproval)
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken),
            Former = [.. former.Select(made => new FormerView(
                made.ResourceId, made.Record.Kind, made.Record.Name, made.Deployment, made.Since,
                Stays(made.Record, FormerResources.LocksOn(made.Record, described, former))))],
            CheckInterval = options.Value.CheckInterval,
        };
    }

    /// <summary>The newest deployment that is at the resources, or was since they were looked at.</summary>
    static Task<Deployment?> NewsAsync(
        PortalDb db, string pipeline, string stage, DateTimeOffset lookedAt, CancellationToken cancellationToken) => db.Deployments
        .AsNoTracking().Include(row => row.Steps).Include(row => row.Promotion).Include(row => row.Release)
        .Where(row => row.Pipeline == pipeline && row.Stage == stage
            && row.Steps.Any(
                step => step.Name == nameof(ProvisionResources) && (step.State == RunState.Running || step.FinishedAt > lookedAt)))
        .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Before the first look nothing is known but what is described; what was right in a look that tells
    /// nothing about now may not be so.
    /// Grants that no settings name any more are shown as long as they wait to be taken away.</summary>
    static IEnumerable<ResourceView> Resources(StageBlueprint blueprint, ResourceCheck? check, string? doubt)
    {
        var planned = check?.Plan?.Resources.ToDictionary(resource => resource.Id, StringComparer.OrdinalIgnoreCase) ?? [];
        var described = blueprint.Resources.Select(resource => resource.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. blueprint.Resources.Select(resource => planned.TryGetValue(resource.Id, out var known)
                ? ViewOf(known, check!.KeptOf(known), doubt)
                : new ResourceView(resource.Id, resource.Kind, resource.Name, ResourceState.Unknown, resource.Needs, "Not looked at yet.")),
            .. planned.Values
            .Where(resource => IsTakenFrom(blueprint, resource) && !described.Contains(resource.Id))
            .Select(resource => ViewOf(resource, check!.KeptOf(resource), doubt)),
        ];
    }

    static bool IsTakenFrom(StageBlueprint blueprint, PlannedResource resource) =>
        resource.Kind is CatalogGrants.KindOfAll
            && string.Equals(resource.Name, blueprint.InCatalog?.Catalog, StringComparison.OrdinalIgnoreCase);

    static ResourceView ViewOf(PlannedResource resource, KeptDifference? kept, string? doubt)
    {
        var isDoubtful = doubt is not null && resource.Action is ResourceAction.Unchanged;
        var state = isDoubtful ? ResourceState.Unknown : ResourceStates.Of(resource, kept is not null);
        var reason = isDoubtful ? $"It was in sync; {doubt}."
            : state is ResourceState.Working ? "Azure is still at it."
            : resource.Reason ?? resource.Warning?.ToString() ?? resource.Note;
        return new(resource.Id, resource.Kind, resource.Name, state, resource.Needs, reason, resource.IsPurgeable)
        {
            Keepable = state is ResourceState.Drifted or ResourceState.Missing or ResourceState.Described ? resource.Difference : null,
            Kept = kept is null ? null : new(kept.ByName, kept.Reason, kept.At),
        };
    }

    /// <summary>While a deployment is at them, and until the look after it, they are what its plan says and how far
    /// it is with that.</summary>
    static IEnumerable<ResourceView> Resources(StageBlueprint blueprint, Deployment recent)
    {
        var progress = ResourceProgress.StatesOf(recent);
        return PlanOf(recent)?.Resources.Select(resource => new ResourceView(
            resource.Id, resource.Kind, resource.Name, StateOf(resource, progress), resource.Needs, resource.Reason,
            resource.IsPurgeable)) ?? Resources(blueprint, null, null);
    }

    static ResourceState StateOf(PlannedResource resource, Dictionary<string, ApplyState> progress) =>
        progress.TryGetValue(resource.Id, out var state) ? state switch
        {
            ApplyState.Working => ResourceState.Working,
            ApplyState.Done => ResourceState.Done,
            ApplyState.Unchanged => ResourceState.InSync,
            _ => ResourceState.Refused,
        }
        : ResourceStates.Of(resource, isKept: false);

    static ResourcePlan? PlanOf(Deployment deployment) =>
        deployment.Promotion.PlanJson is { } json ? Plans.Plan.FromJson(json).Resources : null;

    static string? Stays(ResourceRecord record, IReadOnlyList<string> locks) => record.Stays
        ?? (locks.Count > 0
            ? $"Protected by {string.Join(", ", locks)}: remove the lock in the Azure portal (Settings, Locks) first."
            : record.InUse);
}
