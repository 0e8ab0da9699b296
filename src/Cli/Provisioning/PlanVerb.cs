using System.Text.Json;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>Shows what an apply would do. A plan that cannot be carried out is shown, too, and counts as a failure.</summary>
sealed class PlanVerb : IProvisionVerb
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<bool> RunAsync(ProvisionCall call, CancellationToken cancellationToken)
    {
        var plan = await call.Get<Provisioner>().PlanAsync(call.Get<StageBlueprints>().Of(call.Stage), cancellationToken);
        await call.Terminal.Out.WriteLineAsync(call.Line.AsJson
            ? JsonSerializer.Serialize(
                new { pipeline = call.Pipeline.Key, stage = call.Stage.Name, digest = plan.Digest, resources = plan.Resources }, Json)
            : PlanText.Of(call.Heading, plan).TrimEnd());
        return !plan.Resources.Any(PlanText.IsInTheWay);
    }
}
