using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>The folder that holds a bundle's libraries and nothing else: in the workspace, or in a volume, which has another API.</summary>
abstract class LibraryFolder
{
    public static LibraryFolder Of(ResolvedBundle bundle, DatabricksWorkspace workspace) => VolumePath.IsOne(bundle.LibraryPath)
        ? new InVolume(bundle.LibraryPath, workspace)
        : new InWorkspace(bundle.LibraryPath, workspace);

    /// <returns>The names of what lies there; none when the folder is missing.</returns>
    public abstract Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellationToken);

    public abstract Task MakeAsync(CancellationToken cancellationToken);

    public abstract Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>The folder with everything in it; what is gone already is fine.</summary>
    public abstract Task RemoveAsync(CancellationToken cancellationToken);

    sealed class InWorkspace(string path, DatabricksWorkspace workspace) : LibraryFolder
    {
        public override Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellationToken) =>
            LiveFiles.ReadAsync(workspace, path, cancellationToken);

        public override Task MakeAsync(CancellationToken cancellationToken) => workspace.Files.MakeDirectoryAsync(path, cancellationToken);

        public override Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            workspace.Files.ImportFileAsync($"{path}/{name}", content, overwrite: true, cancellationToken);

        public override Task DeleteAsync(string name, CancellationToken cancellationToken) =>
            workspace.Files.DeleteAsync($"{path}/{name}", recursive: false, cancellationToken);

        public override Task RemoveAsync(CancellationToken cancellationToken) =>
            workspace.Files.DeleteAsync(path, recursive: true, cancellationToken);
    }

    sealed class InVolume(string path, DatabricksWorkspace workspace) : LibraryFolder
    {
        public override async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellationToken) =>
            (await workspace.Volumes.ListAsync(path, cancellationToken) ?? []).Where(entry => !entry.IsDirectory)
                .Select(entry => entry.Name)
                .ToHashSet(StringComparer.Ordinal);

        public override Task MakeAsync(CancellationToken cancellationToken) =>
            workspace.Volumes.MakeDirectoryAsync(path, cancellationToken);

        public override Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            workspace.Volumes.PutAsync($"{path}/{name}", content, cancellationToken);

        public override Task DeleteAsync(string name, CancellationToken cancellationToken) =>
            workspace.Volumes.DeleteAsync($"{path}/{name}", cancellationToken);

        public override async Task RemoveAsync(CancellationToken cancellationToken)
        {
            foreach (var name in await ReadAsync(cancellationToken))
            {
                await DeleteAsync(name, cancellationToken);
            }

            await workspace.Volumes.DeleteDirectoryAsync(path, cancellationToken);
        }
    }
}
