using System.Text.Json;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>Plans, shows, asks, applies. Called again after any interruption it goes on where the last call ended.</summary>
sealed class ApplyVerb : IProvisionVerb
{
    public async Task<bool> RunAsync(ProvisionCall call, CancellationToken cancellationToken)
    {
        var (provisioner, blueprint) = (call.Get<Provisioner>(), call.Get<StageBlueprints>().Of(call.Stage));
        using var unfinished = UnfinishedApply.Of(call);
        var plan = await provisioner.PlanAsync(blueprint, cancellationToken);
        await call.Terminal.Error.WriteLineAsync(PlanText.Of(call.Heading, plan));
        if (plan.Resources.Any(PlanText.IsInTheWay))
        {
            await call.Terminal.Error.WriteLineAsync("Error: something stands in the way (above, with !), so nothing was changed.");
            return false;
        }

        var approved = await ApprovedAsync(plan, unfinished, call, cancellationToken);
        unfinished.Begin(approved);
        try
        {
            await using var progress = new ApplyProgress(call.Terminal, approved, call.Get<TimeProvider>());
            using var journal = progress.Journal(unfinished);
            var written = await provisioner.ApplyAsync(blueprint, approved, journal, cancellationToken);
            unfinished.End();
            await call.Terminal.Out.WriteLineAsync(Answer(call, approved, written));
            return true;
        }
        catch (Exception)
        {
            await call.Terminal.Error.WriteLineAsync("Not finished. What Azure has begun goes on; the same call again goes on from there.");
            throw;
        }
    }

    /// <exception cref="DeclinedException">Nobody agrees to this plan.</exception>
    static async Task<ResourcePlan> ApprovedAsync(
        ResourcePlan plan, UnfinishedApply unfinished, ProvisionCall call, CancellationToken cancellationToken)
    {
        if (call.Line.PlanDigest is { } digest)
        {
            return string.Equals(digest, plan.Digest, StringComparison.OrdinalIgnoreCase) ? plan
                : unfinished.Approved is { } begun && string.Equals(digest, begun.Digest, StringComparison.OrdinalIgnoreCase) ? begun
                : throw new DeclinedException("The plan is another than the one of --plan-digest; nothing was changed.");
        }

        if (!call.Line.AutoApprove && !plan.IsEmpty)
        {
            await call.Terminal.AskAsync("Apply this plan?", cancellationToken);
        }

        return plan;
    }

    static string Answer(ProvisionCall call, ResourcePlan plan, IReadOnlyList<PlannedResource> written) => call.Line.AsJson
        ? JsonSerializer.Serialize(new
        {
            pipeline = call.Pipeline.Key,
            stage = call.Stage.Name,
            digest = plan.Digest,
            written = written.Select(
                resource => new { id = resource.Id, kind = resource.Kind, name = resource.Name, action = $"{resource.Action}" }),
        })
        : $"Done: {written.Count(resource => resource.Action is ResourceAction.Create)} created, "
            + $"{written.Count(resource => resource.Action is ResourceAction.Update)} changed, {plan.Resources.Count - written.Count} left as they were";
}
