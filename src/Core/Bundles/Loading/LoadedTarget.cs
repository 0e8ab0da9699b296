using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A configuration with one target laid over it.</summary>
/// <param name="SetsRootPath">Whether the target itself says where the bundle goes.</param>
sealed record LoadedTarget(MapNode Root, bool SetsRootPath);
