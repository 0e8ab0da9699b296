using ReleasePortal.Core.Bundles.Sync;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Where the synchronised files lie in the workspace.</summary>
sealed record RemoteFolder(string Path, SyncRoot SyncRoot)
{
    /// <param name="path">From the bundle's root, and below the sync root.</param>
    public string Of(string path) => SyncRoot.Of(path) is { Length: > 0 } inside ? $"{Path}/{inside}" : Path;
}
