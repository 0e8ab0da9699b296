using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>
/// What a bundle takes from its repository beside its own folder: by <c>include</c>, <c>sync</c> and <c>artifacts</c>, for whatever
/// target. Known before anything else of the repository is read, for a repository may be large.
/// </summary>
sealed class Surroundings
{
    readonly GitIgnore _wanted;
    readonly string[] _patterns;
    readonly string _bundle;

    Surroundings(string[] patterns, string bundle)
    {
        _patterns = patterns;
        _bundle = bundle;
        _wanted = new GitIgnore().Add("", patterns.Select(pattern => pattern.Length == 0 ? "*" : "/" + pattern));
    }

    public bool IsEmpty => _patterns.Length == 0;

    /// <summary>Files and folders, from the root of the repository, in or below which everything lies.</summary>
    public IEnumerable<string> Places => _patterns.Select(Place).Distinct(StringComparer.Ordinal);

    /// <summary>The bundle's own files with those that they ask for; files that are included may ask for more.</summary>
    /// <param name="own">With the folder in the repository.</param>
    /// <param name="read">Reads the bundle's files and those around it.</param>
    public static BundleFiles Add(BundleFiles own, Func<Surroundings, BundleFiles> read)
    {
        var needed = Of(own);
        if (needed.IsEmpty)
        {
            return own;
        }

        var files = read(needed);
        var more = Of(files);
        return more._patterns.Length == needed._patterns.Length ? files : read(more);
    }

    /// <param name="path">From the root of the repository.</param>
    public bool Wants(string path) => _wanted.Matches(path)
        || (IsIgnoreFile(path) && Places.Append(_bundle).Any(place => IsAbove(path[..^GitIgnore.FileName.Length], place)));

    static Surroundings Of(BundleFiles files)
    {
        var root = LoadBundle.Run(files, new Findings()).Root;
        var targets = (root["targets"] as MapNode)?.Entries.Select(target => target.Value) ?? [];
        return new([
            .. Texts(root["include"]).Concat(targets.Prepend(root).SelectMany(Named))
                .Select(text => files.Resolve(RelativePath.FolderOf(text), text.Text))
                .OfType<string>()
                .Where(RelativePath.LeadsOut)
                .Select(files.InRepository)
                .Distinct(StringComparer.Ordinal),
        ], files.Folder);
    }

    static IEnumerable<ScalarNode> Named(Node configuration) =>
    [
        .. Texts(configuration.At("sync", "paths")),
        .. Texts(configuration.At("sync", "include")),
        .. configuration is MapNode map ? Artifacts.Sources(map).Select(file => file.Source) : [],
    ];

    static IEnumerable<ScalarNode> Texts(Node? list) => (list as ListNode)?.Items.OfType<ScalarNode>() ?? [];

    /// <summary>The folders before the first one that is a pattern.</summary>
    static string Place(string pattern) => string.Join('/', pattern.Split('/').TakeWhile(part => !Globs.IsGlob(part)));

    static bool IsAbove(string folder, string place) => place.StartsWith(folder, StringComparison.Ordinal);

    static bool IsIgnoreFile(string path) =>
        path is GitIgnore.FileName || path.EndsWith("/" + GitIgnore.FileName, StringComparison.Ordinal);
}
