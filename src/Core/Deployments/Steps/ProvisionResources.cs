using System.Text.Json;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>Makes the stage's Azure resources as the approved plan says.</summary>
public sealed class ProvisionResources(Provisioner provisioner, StageBlueprints blueprints) : IDeploymentStep
{
    const string Pending = "pending";

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        using var journal = new ApplyJournal(
            (line, _) => LogAsync(context, line),
            JsonSerializer.Deserialize<List<PendingOperation>>(context.Recall(nameof(ProvisionResources), Pending) ?? "[]")!,
            (operations, token) => context.NoteAsync(Pending, JsonSerializer.Serialize(operations), token));
        try
        {
            var written = await provisioner.ApplyAsync(blueprints.Of(context.Stage), context.Plan.Resources, journal, cancellationToken);
            return new StepOutcome.Succeeded(Summary(written, context.Plan.Resources.Resources.Count));
        }
        catch (ProvisioningException fault)
        {
            return new StepOutcome.Failed(string.Join('\n', fault.Faults));
        }
    }

    static string Summary(IReadOnlyList<PlannedResource> written, int all) => written.Count switch
    {
        0 => $"{all} resources, nothing to change",
        var count => $"{written.Count(resource => resource.Action is ResourceAction.Create)} created, {written.Count(resource => resource.Action is ResourceAction.Update)} updated, {all - count} unchanged",
    };

    static Task LogAsync(StepContext context, string line)
    {
        context.Log(line);
        return Task.CompletedTask;
    }
}
