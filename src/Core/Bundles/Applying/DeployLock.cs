using System.Net;
using System.Text.Json;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>The file that keeps two deployments of a bundle apart; the Databricks CLI obeys it too.</summary>
sealed class DeployLock(DatabricksWorkspace workspace, ResolvedBundle bundle, BundleDeployment deployment, TimeProvider clock)
{
    readonly StateFolder _folder = new(workspace, bundle);

    string Path => _folder.PathOf(StatePaths.Lock);

    /// <summary>Acts while it holds the lock, and gives it back whatever happens, also when nobody heard that it was
    /// taken; a development target needs none.</summary>
    /// <param name="afterwards">A lock that cannot be given back can be taken over.</param>
    /// <exception cref="BundleLockedException">Somebody else holds it.</exception>
    public async Task<T> HoldAsync<T>(Func<Task<T>> act, Afterwards afterwards, CancellationToken cancellationToken)
    {
        if (!bundle.UsesLock)
        {
            return await act();
        }

        try
        {
            await TakeAsync(cancellationToken);
            return await act();
        }
        finally
        {
            using var patience = afterwards.Patience();
            await afterwards.TryAsync("The deploy lock could not be given back", ReleaseAsync, patience.Token);
        }
    }

    async Task TakeAsync(CancellationToken cancellationToken)
    {
        var wish = new LockFile(deployment.LockId, clock.GetUtcNow(), deployment.ForceLock, bundle.Deployer.UserName);
        var content = JsonSerializer.SerializeToUtf8Bytes(wish, StateJson.Default.LockFile);
        try
        {
            await _folder.WriteAsync(StatePaths.Lock, content, overwrite: deployment.ForceLock, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Conflict || fault.ErrorCode is "RESOURCE_ALREADY_EXISTS")
        {
            // Somebody's, or our own from before: the file says whose.
        }

        var holder = await ReadAsync(cancellationToken);
        if (holder?.Id != deployment.LockId)
        {
            throw holder is null
                ? new DatabricksException(
                    $"GET {Path}", HttpStatusCode.NotFound, errorCode: null, "the deploy lock vanished while it was taken")
                : new BundleLockedException(holder.User, holder.AcquisitionTime, clock);
        }
    }

    /// <summary>Only one's own; a lock that was forced away stays with its new holder.</summary>
    async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken))?.Id == deployment.LockId)
        {
            await workspace.Files.DeleteAsync(Path, recursive: false, cancellationToken);
        }
    }

    async Task<LockFile?> ReadAsync(CancellationToken cancellationToken) =>
        await workspace.Files.ExportAsync(Path, cancellationToken) is { } content
            ? StateJson.Read(Path, content, StateJson.Default.LockFile)
            : null;
}
