using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Sync;

namespace ReleasePortal.Core.Bundles;

/// <summary>A bundle in a folder of this machine.</summary>
/// <param name="Root">Absolute.</param>
public sealed record BundleFolder(string Root)
{
    static readonly string[] RootFiles = ["databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml"];

    const string Patterns = "*?[]^";

    /// <summary>Never part of a bundle. What tools make besides is a matter of .gitignore.</summary>
    static readonly string[] Never = [".git", ".databricks"];

    /// <summary>The nearest folder at or above that holds a bundle.</summary>
    /// <exception cref="BundleInvalidException">There is none.</exception>
    public static BundleFolder Above(string folder) => Folders(folder).FirstOrDefault(IsBundle) is { } root
        ? new(root)
        : throw new BundleInvalidException($"unable to locate bundle root: {RootFiles[0]} not found in {folder} and above");

    /// <exception cref="BundleInvalidException">It is none.</exception>
    public static BundleFolder At(string folder)
    {
        if (folder.AsSpan().IndexOfAny(Patterns) >= 0)
        {
            throw new BundleInvalidException($"invalid bundle root {folder}: a path with one of {Patterns} in it is taken for a pattern");
        }

        return IsBundle(folder)
            ? new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            : throw new BundleInvalidException($"invalid bundle root {folder}: it is no folder that holds a {RootFiles[0]}");
    }

    /// <summary>
    /// Everything in it, also what is not synchronised, for libraries come from there, and what the bundle takes from the rest of its git
    /// repository; symbolic links are left out.
    /// </summary>
    /// <exception cref="BundleArchiveException">A file has a name that cannot be deployed.</exception>
    public BundleFiles Read()
    {
        var repository = Folders(Root).FirstOrDefault(IsRepository) ?? Root;
        var above = Folders(Root).Skip(1).TakeWhile(folder => folder.Length >= repository.Length);
        string[] own = [.. Walk(Root), .. Overrides(), .. IgnoreFiles(above).Where(File.Exists)];
        return Surroundings.Add(Files(own, repository), around => Files(own.Union(Around(repository, around)), repository));
    }

    static bool IsBundle(string folder) => Array.Exists(RootFiles, name => File.Exists(Path.Combine(folder, name)));

    /// <summary>In a worktree of git, <c>.git</c> is a file.</summary>
    static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    /// <summary>The folder and those above, the nearest first.</summary>
    static IEnumerable<string> Folders(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    BundleFiles Files(IEnumerable<string> paths, string repository) => new(
        paths.Select(path => KeyValuePair.Create(Relative(repository, path), new BundleFile(new FileInfo(path)))),
        Relative(repository, Root) is "." ? "" : Relative(repository, Root));

    static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    static IEnumerable<string> Around(string repository, Surroundings around)
    {
        var places = around.Places.Select(place => Path.Combine(repository, place)).ToArray();
        var ignores = IgnoreFiles(places.SelectMany(Folders).Where(folder => folder.Length >= repository.Length));
        return places.Where(Directory.Exists).SelectMany(Walk).Concat(places).Concat(ignores).Where(File.Exists)
            .Where(path => around.Wants(Relative(repository, path)));
    }

    static IEnumerable<string> IgnoreFiles(IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, GitIgnore.FileName));

    static IEnumerable<string> Walk(string folder)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).ToArray();
        var files = entries.OfType<FileInfo>().Select(file => file.FullName);
        var folders = entries.OfType<DirectoryInfo>().Where(inner => !Never.Contains(inner.Name, StringComparer.Ordinal));
        return files.Concat(folders.SelectMany(inner => Walk(inner.FullName)));
    }

    /// <summary>The values of variables that a person keeps beside the state.</summary>
    IEnumerable<string> Overrides()
    {
        var targets = Path.Combine(Root, ".databricks", "bundle");
        return Directory.Exists(targets)
            ? Directory.EnumerateDirectories(targets)
                .Select(target => Path.Combine(Root, VariableOverrides.PathOf(Path.GetFileName(target))))
                .Where(File.Exists)
            : [];
    }
}
