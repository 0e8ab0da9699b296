using ReleasePortal.Core.Bundles.Applying;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// Deploys a bundle. Run again after a kill at any point, it finishes what was begun; run again after success, it changes nothing but
/// the deployment's own records.
/// </summary>
public sealed class ApplyBundle(ResolveBundle resolve, TimeProvider clock)
{
    /// <param name="log">Gets a sentence for everything that happens.</param>
    /// <exception cref="BundleInvalidException">The release is wrong: changing the bundle helps, trying again does not.</exception>
    /// <exception cref="BundleLockedException">Somebody else is deploying: trying again helps.</exception>
    /// <exception cref="DatabricksException">The workspace refused or did not answer: trying again may help.</exception>
    public async Task<BundleApplied> RunAsync(
        BundleRequest request,
        DatabricksWorkspace workspace,
        BundleDeployment deployment,
        Action<string> log,
        CancellationToken cancellationToken)
    {
        var valid = await (await resolve.RunAsync(request, workspace, cancellationToken)).ForDeploymentAsync(workspace, cancellationToken);
        if (!valid.IsValid)
        {
            throw new BundleInvalidException(valid.Diagnostics);
        }

        valid.Tell(log);
        var carrying = new CarryOut(valid.Bundle, workspace, LocalState.Of(request, valid.Bundle, log), log, clock);
        return await new DeployLock(workspace, valid.Bundle, deployment.Of(valid.Bundle), clock).HoldAsync(
            () => carrying.RunAsync(deployment, cancellationToken), new(clock, log), cancellationToken);
    }
}
