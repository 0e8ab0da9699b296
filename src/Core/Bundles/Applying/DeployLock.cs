using System.Net;
using System.Text.Json;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>The file that keeps two deployments of a bundle apart; the Databricks CLI obeys it too.</summary>
sealed class DeployLock(DatabricksWorkspace workspace, ResolvedBundle bundle, BundleDeployment deployment, TimeProvider clock)
{
    readonly string _path = $"{bundle.StatePath}/deploy.lock";

    /// <exception cref="BundleLockedException">Somebody else holds it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var wish = new LockFile(deployment.LockId, clock.GetUtcNow(), deployment.ForceLock, bundle.Deployer.UserName);
        try
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(wish, StateJson.Default.LockFile);
            await workspace.Files.ImportFileAsync(_path, content, overwrite: deployment.ForceLock, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Conflict || fault.ErrorCode is "RESOURCE_ALREADY_EXISTS")
        {
            // Somebody's, or our own from before: the file says whose.
        }

        var holder = await ReadAsync(cancellationToken);
        if (holder?.Id != deployment.LockId)
        {
            throw holder is null
                ? new DatabricksException($"GET {_path}", HttpStatusCode.NotFound, errorCode: null, "the deploy lock vanished while it was taken")
                : new BundleLockedException(holder.User, holder.AcquisitionTime);
        }
    }

    /// <summary>Only one's own; a lock that was forced away stays with its new holder.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken))?.Id == deployment.LockId)
        {
            await workspace.Files.DeleteAsync(_path, recursive: false, cancellationToken);
        }
    }

    async Task<LockFile?> ReadAsync(CancellationToken cancellationToken) =>
        await workspace.Files.ExportAsync(_path, cancellationToken) is { } content
            ? StateJson.Read(_path, content, StateJson.Default.LockFile)
            : null;
}
