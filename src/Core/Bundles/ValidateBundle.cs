using ReleasePortal.Core.Bundles.Checks;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// Says everything that is wrong with a bundle, also what only shows in the workspace that it is for: a missing volume, folders that more
/// people reach than the bundle says. Changes nothing. Who has no workspace at hand uses
/// <see cref="BundleValidation.Of(BundleRequest, Uri, DatabricksUser)"/>.
/// </summary>
public sealed class ValidateBundle(ResolveBundle resolve)
{
    /// <exception cref="DatabricksException">The workspace could not be read.</exception>
    public async Task<BundleValidation> RunAsync(BundleRequest request, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        var valid = await resolve.RunAsync(request, workspace, cancellationToken);
        var findings = new Findings();
        if (valid.IsValid)
        {
            await ArtifactVolume.CheckAsync(valid.ForDeployment().Bundle, workspace, findings, cancellationToken);
            await FolderAccess.CheckAsync(valid.Bundle, workspace, findings, cancellationToken);
        }

        return valid.ForValidation().With(findings);
    }
}
