using System.Globalization;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Gives the folders of a deployment the bundle's permissions.</summary>
sealed class FolderPermissions(DatabricksWorkspace workspace, ResolvedBundle bundle)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (FolderGrants.Of(bundle) is not { Count: > 0 } grants)
        {
            return;
        }

        foreach (var folder in FolderGrants.Folders(bundle))
        {
            if (await workspace.Files.StatusAsync(folder, cancellationToken) is { ObjectId: { } id })
            {
                await workspace.Permissions.PutAsync("directories", id.ToString(CultureInfo.InvariantCulture), grants, cancellationToken);
            }
        }
    }
}
