using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Paths inside a bundle, with '/' and without '.' and '..'.</summary>
static class RelativePath
{
    /// <summary>The folder from which a value's relative paths are read; empty at the root.</summary>
    public static string FolderOf(Node value) => value.Locations is [var location, ..] ? location.Folder : "";

    /// <returns>Null when the path leaves the bundle; empty for the root itself.</returns>
    public static string? Combine(string folder, string relative)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{relative}".Split('/').Where(part => part is not ("" or ".")))
        {
            if (part is not "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }
}
