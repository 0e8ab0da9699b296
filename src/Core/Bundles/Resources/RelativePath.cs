using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Paths with '/' and without '.'; below one root they have no '..' either.</summary>
static class RelativePath
{
    /// <summary>The folder from which a value's relative paths are read, from the bundle's root; empty at the root.</summary>
    public static string FolderOf(Node value) => value.Locations is [var location, ..] ? location.Folder : "";

    /// <returns>Null when the path leaves the root; empty for the root itself.</returns>
    public static string? Combine(string folder, string relative)
    {
        var parts = new List<string>();
        foreach (var part in Parts($"{folder}/{relative}").Where(part => part is not "."))
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

    /// <summary>A path as seen from a folder; both are from the same root.</summary>
    public static string From(string folder, string path)
    {
        var (from, to) = (Parts(folder), Parts(path));
        var common = Common(from, to).Length;
        return string.Join('/', [.. Enumerable.Repeat("..", from.Length - common), .. to[common..]]);
    }

    /// <summary>The innermost folder in which all of these lie; both forms may be the folder itself.</summary>
    public static string Above(IEnumerable<string> paths) => string.Join('/', paths.Select(Parts).Aggregate(Common));

    /// <summary>The folders above a file, the nearest first.</summary>
    public static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    public static bool LeadsOut(string path) => path is ".." || path.StartsWith("../", StringComparison.Ordinal);

    static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    static string[] Common(string[] one, string[] other) =>
        [.. one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)];
}
