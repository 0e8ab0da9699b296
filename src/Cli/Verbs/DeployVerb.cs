using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Cli.Verbs;

sealed class DeployVerb : IVerb
{
    public async Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Line.Strict && !await PassesAsync(invocation, cancellationToken))
        {
            return false;
        }

        var deployment = new BundleDeployment(Guid.NewGuid(), invocation.Line.ForceLock)
        {
            Review = (plan, token) => ReviewAsync(plan, invocation, token),
            Saved = invocation.Line.PlanFile is { } file ? SavedPlan.Parse(await File.ReadAllTextAsync(file, cancellationToken)) : null,
        };
        await invocation.Get<ApplyBundle>().RunAsync(
            invocation.Request, invocation.Workspace, deployment, invocation.Terminal.Error.WriteLine, cancellationToken);
        await invocation.Terminal.Error.WriteLineAsync("Deployment complete!");
        return true;
    }

    static async Task<bool> PassesAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var valid = await invocation.Get<ValidateBundle>().RunAsync(invocation.Request, invocation.Workspace, cancellationToken);
        if (Findings.AreFine(valid.Diagnostics, invocation.Line))
        {
            return true;
        }

        await invocation.Terminal.Error.WriteAsync(Findings.Text(valid.Diagnostics));
        return false;
    }

    /// <summary>Only what would take data along is asked for.</summary>
    static async Task ReviewAsync(BundlePlan plan, Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Line.AutoApprove || plan.Destructive() is not { Count: > 0 } losses)
        {
            return;
        }

        await invocation.Terminal.Error.WriteLineAsync("This takes data along that cannot be brought back:");
        foreach (var loss in losses)
        {
            await invocation.Terminal.Error.WriteLineAsync(
                $"  {loss.Action.ToString().ToLowerInvariant()} {ResourceKey.Short(loss.Key)} ('{loss.Name}')");
        }

        await invocation.Terminal.AskAsync("Would you like to proceed?", cancellationToken);
    }
}
