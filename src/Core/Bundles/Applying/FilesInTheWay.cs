using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>What somebody else put into the workspace where the bundle has a folder, or below where it has a file.</summary>
static class FilesInTheWay
{
    /// <exception cref="BundleInvalidException">Somebody has to take them away.</exception>
    public static void Check(ResolvedBundle bundle, RemoteBundle remote)
    {
        var wanted = bundle.Files.Paths.Select(path => RemoteFile.Of(path, bundle.Files.Read(path))).ToHashSet(StringComparer.Ordinal);
        var folders = wanted.SelectMany(RelativePath.Folders).ToHashSet(StringComparer.Ordinal);
        var foreign = remote.LivePaths.Except((remote.Deployment?.Files ?? []).Select(RemoteFile.Of), StringComparer.Ordinal);
        string[] inTheWay =
        [
            .. foreign
            .Where(path => folders.Contains(path) || RelativePath.Folders(path).Any(wanted.Contains))
            .Order(StringComparer.Ordinal),
        ];
        if (inTheWay.Length > 0)
        {
            throw new BundleInvalidException(
                $"{string.Join(", ", inTheWay)} in {bundle.FilePath} is no file of this bundle and stands where the bundle has a "
                + $"{(folders.Contains(inTheWay[0]) ? "folder" : "file")} of the same name. Take it away.");
        }
    }
}
