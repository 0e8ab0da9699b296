using System.Text.Json;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Makes the stage's resources as the approved plan says.</summary>
public sealed class ProvisionResources(Provisioner provisioner, StageBlueprints blueprints) : IDeploymentStep
{
    /// <summary>Key in the journal under which the resources stand that were made.</summary>
    public const string Made = "made";

    const string Pending = "pending";

    public bool IsProvisioning => true;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var progress = Recall<Dictionary<string, ApplyState>>(context, ApplyJournal.ProgressKey) ?? [];
        using var journal = new ApplyJournal(
            (line, _) => LogAsync(context, line),
            Recall<List<PendingOperation>>(context, Pending) ?? [],
            (operations, token) => context.NoteAsync(Pending, JsonSerializer.Serialize(operations), token))
        {
            Progress = (resource, state, token) =>
            {
                progress[resource] = state;
                return context.NoteAsync(ApplyJournal.ProgressKey, JsonSerializer.Serialize(progress), token);
            },
        };
        var blueprint = blueprints.Of(context.Stage);
        try
        {
            var written = await provisioner.ApplyAsync(blueprint, context.Plan.Resources, journal, cancellationToken);
            return new StepOutcome.Succeeded(Summary(written, context.Plan.Resources.Resources.Count));
        }
        catch (ProvisioningException fault)
        {
            return new StepOutcome.Failed(string.Join('\n', fault.Faults));
        }
        finally
        {
            await context.NoteAsync(Made, JsonSerializer.Serialize(MadeOf(blueprint, context.Plan.Resources, progress)), cancellationToken);
        }
    }

    /// <summary>In this attempt and in those before it.</summary>
    static IEnumerable<ResourceRecord> MadeOf(StageBlueprint blueprint, ResourcePlan plan, Dictionary<string, ApplyState> progress) =>
        from resource in blueprint.Resources
        where progress.GetValueOrDefault(resource.Id) is ApplyState.Done
        from planned in plan.Resources
        where string.Equals(planned.Id, resource.Id, StringComparison.OrdinalIgnoreCase)
        from record in ResourceRecord.Of(resource, planned)
        select record;

    static string Summary(IReadOnlyList<PlannedResource> written, int all) => written.Count switch
    {
        0 => $"{all} resources, nothing to change",
        var count => $"{written.Count(resource => resource.Action is ResourceAction.Create)} created, {written.Count(resource => resource.Action is ResourceAction.Update)} updated, {all - count} unchanged",
    };

    static T? Recall<T>(StepContext context, string key)
        where T : class => context.Recall(nameof(ProvisionResources), key) is { } json ? JsonSerializer.Deserialize<T>(json) : null;

    static Task LogAsync(StepContext context, string line)
    {
        context.Log(line);
        return Task.CompletedTask;
    }
}
