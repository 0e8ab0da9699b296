using ReleasePortal.Core.Bundles.Resolving;

namespace ReleasePortal.Core.Bundles;

/// <summary>A bundle in a folder of this machine.</summary>
/// <param name="Root">Absolute.</param>
public sealed record BundleFolder(string Root)
{
    static readonly string[] RootFiles = ["databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml"];

    /// <summary>Made by tools and never part of a bundle; a virtual environment is known by its <c>pyvenv.cfg</c>.</summary>
    static readonly string[] Never = [".git", ".databricks", "node_modules", "__pycache__"];

    /// <summary>The nearest folder at or above that holds a bundle.</summary>
    /// <exception cref="BundleInvalidException">There is none.</exception>
    public static BundleFolder Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (IsBundle(at.FullName))
            {
                return new(at.FullName);
            }
        }

        throw new BundleInvalidException($"unable to locate bundle root: {RootFiles[0]} not found in {folder} and above");
    }

    /// <exception cref="BundleInvalidException">It is none.</exception>
    public static BundleFolder At(string folder) => IsBundle(folder)
        ? new(Path.GetFullPath(folder))
        : throw new BundleInvalidException($"invalid bundle root {folder}: it is no folder that holds a {RootFiles[0]}");

    /// <summary>Everything in it, also what is not synchronised, for libraries come from there; symbolic links are left out.</summary>
    /// <exception cref="BundleArchiveException">It is too large.</exception>
    public BundleFiles Read()
    {
        var files = Walk(Root).Concat(Overrides());
        return new(files.Select(path => KeyValuePair.Create(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllBytes(path))));
    }

    static bool IsBundle(string folder) => Array.Exists(RootFiles, name => File.Exists(Path.Combine(folder, name)));

    static IEnumerable<string> Walk(string folder)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).ToArray();
        var files = entries.OfType<FileInfo>().Select(file => file.FullName);
        var folders = entries.OfType<DirectoryInfo>().Where(inner =>
            !Never.Contains(inner.Name, StringComparer.Ordinal) && !File.Exists(Path.Combine(inner.FullName, "pyvenv.cfg")));
        return files.Concat(folders.SelectMany(inner => Walk(inner.FullName)));
    }

    /// <summary>The values of variables that a person keeps beside the state.</summary>
    IEnumerable<string> Overrides()
    {
        var targets = Path.Combine(Root, ".databricks", "bundle");
        return Directory.Exists(targets)
            ? Directory.EnumerateDirectories(targets).Select(target => Path.Combine(Root, VariableOverrides.PathOf(Path.GetFileName(target)))).Where(File.Exists)
            : [];
    }
}
