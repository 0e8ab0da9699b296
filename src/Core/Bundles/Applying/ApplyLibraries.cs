using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Brings wheels and jars into the artifacts' folder, where tasks look for them, and takes away those that are gone.</summary>
sealed class ApplyLibraries(DatabricksWorkspace workspace, ResolvedBundle bundle, RemoteBundle remote)
{
    /// <summary>Libraries are large.</summary>
    const int AtOnce = 5;

    readonly LibraryFolder _folder = LibraryFolder.Of(bundle, workspace);

    public async Task RunAsync(IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        foreach (var gone in changes.Where(change => change.Action is FileAction.Removed))
        {
            await _folder.DeleteAsync(gone.Path, cancellationToken);
        }

        var uploads = changes.Where(change => change.IsUpload).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        if (uploads.Count == 0)
        {
            return;
        }

        if (remote.LiveLibraries.Count == 0)
        {
            await _folder.MakeAsync(cancellationToken);
        }

        await Parallel.ForEachAsync(
            bundle.Libraries.Where(library => uploads.Contains(library.Name)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (library, token) => await _folder.PutAsync(library.Name, bundle.Source.Read(library.Path), token));
    }
}
