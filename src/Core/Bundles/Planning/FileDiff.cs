using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>Compares the bundle's files with what the last deployment uploaded and with what is still there.</summary>
static class FileDiff
{
    public static IReadOnlyList<FileChange> Between(BundleFiles files, RemoteBundle remote)
    {
        var deployed = (remote.Deployment?.Files ?? []).Select(file => file.LocalPath).ToHashSet(StringComparer.Ordinal);
        var local = files.Paths.Select(path => new FileChange(path, Action(path, files, remote, deployed), files.Sha256(path)));
        var removed = deployed.Where(path => !files.Contains(path)).Select(path => new FileChange(path, FileAction.Removed, Sha256: null));
        return [.. local.Concat(removed).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<FileChange> OfLibraries(ResolvedBundle bundle, RemoteBundle remote)
    {
        var kept = bundle.Libraries.Select(library => Library(library.Name, bundle.Source.Sha256(library.Path), remote)).ToArray();
        var removed = remote.LibraryDigests.Keys.Union(remote.LiveLibraries, StringComparer.Ordinal)
            .Where(name => !Array.Exists(kept, change => change.Path == name));
        return [.. kept.Concat(removed.Select(name => new FileChange(name, FileAction.Removed, Sha256: null)))
            .OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    static FileChange Library(string name, string sha256, RemoteBundle remote) => new(
        name,
        !remote.LiveLibraries.Contains(name) ? FileAction.Added
            : remote.LibraryDigests.GetValueOrDefault(name) == sha256 ? FileAction.Unchanged
            : FileAction.Changed,
        sha256);

    static FileAction Action(string path, BundleFiles files, RemoteBundle remote, HashSet<string> deployed)
    {
        if (!deployed.Contains(path) || !remote.LivePaths.Contains(RemoteFile.Of(path, files.Read(path))))
        {
            return FileAction.Added;
        }

        return string.Equals(remote.Digests.GetValueOrDefault(path), files.Sha256(path), StringComparison.Ordinal)
            ? FileAction.Unchanged
            : FileAction.Changed;
    }
}
