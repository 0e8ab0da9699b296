using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Cli.Verbs;

sealed class DestroyVerb : IVerb
{
    public async Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var deployment = new BundleDeployment(Guid.NewGuid(), invocation.Line.ForceLock)
        {
            Review = (plan, token) =>
            ReviewAsync(plan, invocation, token)
        };
        var destroyed = await invocation.Get<DestroyBundle>().RunAsync(
            invocation.Request, invocation.Workspace, deployment, invocation.Terminal.Error.WriteLine, cancellationToken);
        if (destroyed is not null)
        {
            await invocation.Terminal.Error.WriteLineAsync("Destroy complete!");
        }

        return true;
    }

    static async Task ReviewAsync(BundlePlan plan, Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Line.AutoApprove)
        {
            return;
        }

        await invocation.Terminal.Error.WriteLineAsync(
            $"{plan.ToText()}\nAll files of the deployment, {plan.Files.Count} of them, are deleted too.");
        await invocation.Terminal.AskAsync("Would you like to proceed?", cancellationToken);
    }
}
