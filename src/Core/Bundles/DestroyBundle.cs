using ReleasePortal.Core.Bundles.Applying;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>Takes down everything that deployments of a bundle left in a workspace: resources, files, records. Run
/// again after a kill, it goes on.</summary>
public sealed class DestroyBundle(ResolveBundle resolve, TimeProvider clock)
{
    /// <param name="log">Gets a sentence for everything that happens.</param>
    /// <returns>Null when there is no deployment.</returns>
    /// <exception cref="BundleInvalidException">The bundle cannot be read, or something in it is protected.</exception>
    /// <exception cref="BundleLockedException">Somebody else is deploying: trying again helps.</exception>
    /// <exception cref="DatabricksException">The workspace refused or did not answer: trying again may help.</exception>
    public async Task<BundleApplied?> RunAsync(
        BundleRequest request,
        DatabricksWorkspace workspace,
        BundleDeployment deployment,
        Action<string> log,
        CancellationToken cancellationToken)
    {
        var valid = await resolve.RunAsync(request, workspace, cancellationToken);
        if (!valid.IsValid)
        {
            throw new BundleInvalidException(valid.Diagnostics);
        }

        var bundle = valid.Bundle;
        if (!await IsThereAsync(bundle, workspace, cancellationToken))
        {
            log("No active deployment found to destroy!");
            return null;
        }

        var taking = new TakeDown(bundle, workspace, LocalState.Of(request, bundle, log), log, clock);
        return await new DeployLock(workspace, bundle, deployment.Of(bundle), clock).HoldAsync(
            () => taking.RunAsync(deployment, cancellationToken), new(clock, log), cancellationToken);
    }

    /// <summary>The state may lie elsewhere, and goes last.</summary>
    static async Task<bool> IsThereAsync(ResolvedBundle bundle, DatabricksWorkspace workspace, CancellationToken cancellationToken) =>
        await workspace.Files.StatusAsync(bundle.RootPath, cancellationToken) is not null
        || (!bundle.IsBelowRoot(bundle.StatePath)
            && await workspace.Files.StatusAsync($"{bundle.StatePath}/{StatePaths.Resources}", cancellationToken) is not null);
}
