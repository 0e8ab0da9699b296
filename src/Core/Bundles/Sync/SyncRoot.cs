using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>
/// The folder whose content goes to the files' folder of the workspace: the innermost one that holds the bundle and everything that
/// <c>sync.paths</c> names.
/// </summary>
/// <param name="Folder">From the root of the repository.</param>
/// <param name="Bundle">The bundle's folder, as seen from this one; empty when they are the same.</param>
sealed record SyncRoot(string Folder, string Bundle)
{
    /// <param name="files">The bundle's.</param>
    /// <param name="paths">From the bundle's root.</param>
    public static SyncRoot Of(BundleFiles files, IEnumerable<string> paths)
    {
        var folder = RelativePath.Above([files.Folder, .. paths.Select(files.InRepository)]);
        return new(folder, RelativePath.From(folder, files.Folder));
    }

    /// <param name="path">From the bundle's root.</param>
    /// <returns>The path from here; null when it leads out.</returns>
    public string? Of(string path) => RelativePath.Combine(Bundle, path);
}
