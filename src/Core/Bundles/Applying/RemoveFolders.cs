using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>
/// Takes away what deployments left in the workspace: the root with everything in it; of folders elsewhere, which others may use too,
/// only what is ours.
/// </summary>
sealed class RemoveFolders(DatabricksWorkspace workspace, ResolvedBundle bundle, RemoteBundle remote, Action<string> log)
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 20;

    /// <summary>The records go last: until then it can be repeated.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!bundle.IsBelowRoot(bundle.LibraryPath))
        {
            await LibraryFolder.Of(bundle, workspace).RemoveAsync(cancellationToken);
        }

        if (!bundle.IsBelowRoot(bundle.FilePath))
        {
            await RemoveFilesAsync(cancellationToken);
        }

        await workspace.Files.DeleteAsync(bundle.RootPath, recursive: true, cancellationToken);
        log($"Deleted {bundle.RootPath}");
        if (!bundle.IsBelowRoot(bundle.StatePath))
        {
            await RemoveAsync(bundle.StatePath, StatePaths.All, others: await OthersAsync(cancellationToken), cancellationToken);
        }
    }

    Task RemoveFilesAsync(CancellationToken cancellationToken)
    {
        var ours = (remote.Deployment?.Files ?? []).Select(RemoteFile.Of).ToHashSet(StringComparer.Ordinal);
        return RemoveAsync(
            bundle.FilePath, remote.LivePaths.Where(ours.Contains), remote.LivePaths.Where(path => !ours.Contains(path)),
            cancellationToken);
    }

    async Task<IEnumerable<string>> OthersAsync(CancellationToken cancellationToken) =>
        (await LiveFiles.ReadAsync(workspace, bundle.StatePath, cancellationToken)).Except(StatePaths.All, StringComparer.Ordinal);

    async Task RemoveAsync(string folder, IEnumerable<string> ours, IEnumerable<string> others, CancellationToken cancellationToken)
    {
        if (others.Order(StringComparer.Ordinal).FirstOrDefault() is not { } other)
        {
            await workspace.Files.DeleteAsync(folder, recursive: true, cancellationToken);
            log($"Deleted {folder}");
            return;
        }

        await Parallel.ForEachAsync(
            ours,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (name, token) => await workspace.Files.DeleteAsync($"{folder}/{name}", recursive: false, token));
        log($"Left {folder} where it is, without what was deployed: it holds other files, for example {other}");
    }
}
