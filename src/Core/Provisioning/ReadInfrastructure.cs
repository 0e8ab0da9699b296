using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Is the stage as described? If not, what differs, what would be done, and what is being done right now.</summary>
public sealed class ReadInfrastructure(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, StageBlueprints blueprints, IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    const string Step = "ProvisionResources";

    const int AppliedShown = 8;

    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    public async Task<InfrastructureView> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var (found, into) = (pipelines.Get(pipeline), pipelines.Get(pipeline).Get(stage));
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var check = await db.ResourceChecks.AsNoTracking().SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Stage == stage, cancellationToken);
        var runs = await db.Deployments.AsNoTracking().Include(row => row.Release).Include(row => row.Steps)
            .Where(row => row.Pipeline == pipeline && row.Stage == stage && row.StartedAt != null)
            .OrderByDescending(row => row.Number).Take(AppliedShown).ToListAsync(cancellationToken);
        var running = runs.Find(run => run.Steps.Any(step => step is { Name: Step, State: RunState.Running }));
        var live = await db.LiveAsync(pipeline, stage, cancellationToken);
        return new()
        {
            Pipeline = found,
            Stage = into,
            ReadAt = clock.GetUtcNow(),
            CheckedAt = check?.PlannedAt,
            Fault = check?.Fault,
            Resources = [.. Resources(into, check?.Plan, Progress(running))],
            Plan = check?.Plan is { } plan ? PlanView.Of(plan) : [],
            Digest = check?.Plan?.Digest,
            Kept = check is { IsKept: true } ? new(check.KeptByName!, check.KeptReason!, check.KeptAt!.Value) : null,
            Live = live is null ? null : ReleaseLine.Of(live),
            Deployment = running?.Number,
            Applied = [.. runs.Select(Applied).OfType<AppliedView>()],
            CheckInterval = options.Value.CheckInterval,
        };
    }

    /// <summary>Before the first look nothing is known but what is described.</summary>
    IEnumerable<ResourceView> Resources(Stage stage, ResourcePlan? plan, Dictionary<string, ApplyState> progress) => plan is null
        ? blueprints.Of(stage).Resources.Select(resource =>
            new ResourceView(resource.Id, resource.Kind, resource.Name, StateOf(resource.Id, ResourceState.Unknown, progress), resource.Needs, "Not looked at yet."))
        : plan.Resources.Select(resource => new ResourceView(
            resource.Id, resource.Kind, resource.Name, StateOf(resource.Id, StateOf(resource.Action), progress), resource.Needs, resource.Reason));

    static ResourceState StateOf(string id, ResourceState otherwise, Dictionary<string, ApplyState> progress) =>
        !progress.TryGetValue(id, out var state) ? otherwise : state switch
        {
            ApplyState.Working => ResourceState.Working,
            ApplyState.Done => ResourceState.Done,
            _ => ResourceState.Refused,
        };

    static ResourceState StateOf(ResourceAction action) => action switch
    {
        ResourceAction.Unchanged => ResourceState.InSync,
        ResourceAction.Create => ResourceState.ToCreate,
        ResourceAction.Update => ResourceState.Drifted,
        ResourceAction.NeedsReplacement => ResourceState.NeedsReplacement,
        ResourceAction.Blocked => ResourceState.Blocked,
        _ => ResourceState.Unknown,
    };

    static Dictionary<string, ApplyState> Progress(Deployment? running) =>
        running?.Steps.First(step => step.Name is Step).Journal.GetValueOrDefault(ApplyJournal.ProgressKey) is { } json
            ? JsonSerializer.Deserialize<Dictionary<string, ApplyState>>(json)!
            : [];

    static AppliedView? Applied(Deployment run) => run.Steps.FirstOrDefault(step => step is { Name: Step, StartedAt: not null }) is { } step
        ? new(run.Number, run.Release.Commit.Short, step.State, step.StartedAt, step.FinishedAt, step.Outcome)
        : null;
}
