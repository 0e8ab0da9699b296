using System.Text.Json;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Makes the stage's resources as the approved plan says.</summary>
public sealed class ProvisionResources(Provisioner provisioner, RecordedBlueprints blueprints, TimeProvider clock) : IDeploymentStep
{
    /// <summary>Key in the journal under which the resources stand that were made.</summary>
    public const string Made = "made";

    /// <summary>Key in the journal under which stands how the resources are described, from the beginning of the step; see
    /// <see cref="DescribedFields"/>.</summary>
    public const string Described = "described";

    /// <summary>Key in the journal under which the operations stand that Azure has not finished.</summary>
    public const string Pending = "pending";

    /// <summary>How often it is looked whether a person asked to cancel.</summary>
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public bool IsProvisioning => true;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(context, stop, over.Token);
        try
        {
            return await ApplyAsync(context, stop.Token, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    async Task WatchAsync(StepContext context, CancellationTokenSource stop, CancellationToken over)
    {
        try
        {
            while (!await context.IsCancelledAsync(over))
            {
                await Task.Delay(Look, clock, over);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
    }

    async Task<StepOutcome> ApplyAsync(StepContext context, CancellationToken stop, CancellationToken cancellationToken)
    {
        var progress = Recall<Dictionary<string, ApplyState>>(context, ApplyJournal.ProgressKey) ?? [];
        var planned = context.Plan.Resources.Resources.Where(IsPlanned)
            .Select(resource => resource.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        using var journal = new ApplyJournal(
            (line, _) => LogAsync(context, line),
            Recall<List<PendingOperation>>(context, Pending) ?? [],
            (operations, token) => context.NoteAsync(Pending, JsonSerializer.Serialize(operations), token))
        {
            Stop = stop,
            Progress = (resource, state, token) =>
            {
                if (state is ApplyState.Unchanged && !planned.Contains(resource))
                {
                    return Task.CompletedTask;
                }

                progress[resource] = OfAll(progress, resource, state);
                return context.NoteAsync(ApplyJournal.ProgressKey, JsonSerializer.Serialize(progress), token);
            },
        };
        var blueprint = await blueprints.OfAsync(context.Pipeline.Key, context.Stage, cancellationToken);
        try
        {
            await context.NoteAsync(Described, DescribedFields.Of(blueprint), cancellationToken);
            await provisioner.ApplyAsync(blueprint, context.Plan.Resources, journal, cancellationToken);
            return new StepOutcome.Succeeded(Summary(context.Plan.Resources, progress));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new StepOutcome.Cancelled(Stopped(context.Plan.Resources, progress, journal.Pending));
        }
        catch (ProvisioningException fault) when (!fault.IsLiftable)
        {
            return new StepOutcome.Failed(string.Join('\n', fault.Faults));
        }
        finally
        {
            await context.NoteAsync(Made, JsonSerializer.Serialize(MadeOf(blueprint, context.Plan.Resources, progress)), cancellationToken);
        }
    }

    static bool IsPlanned(PlannedResource resource) => resource.Action is ResourceAction.Create or ResourceAction.Update;

    /// <summary>What needs no writing any more an earlier attempt has written, even if it was cut off before it heard of the end.</summary>
    static ApplyState OfAll(Dictionary<string, ApplyState> progress, string resource, ApplyState now) =>
        now is ApplyState.Unchanged && progress.TryGetValue(resource, out var before) && before is ApplyState.Working or ApplyState.Done
            ? ApplyState.Done
            : now;

    /// <summary>In this attempt and in those before it.</summary>
    static IEnumerable<ResourceRecord> MadeOf(StageBlueprint blueprint, ResourcePlan plan, Dictionary<string, ApplyState> progress) =>
        from resource in blueprint.Resources
        where progress.GetValueOrDefault(resource.Id) is ApplyState.Done
        from planned in plan.Resources
        where string.Equals(planned.Id, resource.Id, StringComparison.OrdinalIgnoreCase)
        from record in ResourceRecord.Of(resource, planned)
        select record;

    /// <summary>Of all attempts together.</summary>
    static string Summary(ResourcePlan approved, Dictionary<string, ApplyState> progress)
    {
        var all = approved.Resources.Count;
        var written = approved.Resources.Where(resource => progress.GetValueOrDefault(resource.Id) is ApplyState.Done).ToList();
        var created = written.Count(resource => resource.Action is ResourceAction.Create);
        return written.Count == 0
            ? $"{all} resources, nothing to change"
            : $"{created} created, {written.Count - created} updated, {all - written.Count} unchanged";
    }

    static string Stopped(ResourcePlan approved, Dictionary<string, ApplyState> progress, IReadOnlyList<PendingOperation> pending)
    {
        var written = progress.Values.Count(state => state is ApplyState.Done);
        var toWrite = approved.Resources.Count(IsPlanned);
        var begun = approved.Resources.Where(
            resource => pending.Any(operation => string.Equals(operation.ResourceId, resource.Id, StringComparison.OrdinalIgnoreCase)))
            .Select(resource => resource.Subject()).ToList();
        return $"Stopped: {written} of {toWrite} resources are written and stay."
            + (begun.Count == 0 ? "" : $" Azure goes on with {string.Join(", ", begun)}; the next deployment waits for it.");
    }

    static T? Recall<T>(StepContext context, string key)
        where T : class => context.Recall(nameof(ProvisionResources), key) is { } json ? JsonSerializer.Deserialize<T>(json) : null;

    static Task LogAsync(StepContext context, string line)
    {
        context.Log(line);
        return Task.CompletedTask;
    }
}
