using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A configuration with one target laid over it.</summary>
/// <param name="IsReadable">False when a file or the target could not be read, so that anything else said about it may be untrue.</param>
/// <param name="SetsRootPath">Whether the target itself says where the bundle goes.</param>
sealed record LoadedTarget(MapNode Root, bool IsReadable = false, bool SetsRootPath = false)
{
    /// <summary>Known when <c>sync.paths</c> was read; until then it is the bundle's folder.</summary>
    public SyncRoot SyncRoot { get; init; } = new("", "");
}
