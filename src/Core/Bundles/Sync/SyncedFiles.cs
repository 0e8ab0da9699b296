using System.Text;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Sync;

/// <summary>
/// Which files of a bundle go to the workspace: those below <c>sync.paths</c> that no .gitignore names, and those of
/// <c>sync.include</c>, without those of <c>sync.exclude</c>.
/// </summary>
static class SyncedFiles
{
    static readonly string[] Never = [".git", ".databricks"];

    /// <param name="files">As seen from the sync root.</param>
    public static BundleFiles Of(MapNode root, BundleFiles files, Findings findings)
    {
        var paths = Texts(root, "paths").ToArray();
        var ignored = Ignored(files);
        var included = new GitIgnore().Add("", Texts(root, "include").Select(Anchored));
        var excluded = new GitIgnore().Add("", Texts(root, "exclude").Select(Anchored));
        var synced = files.Only(path =>
            !RelativePath.LeadsOut(path)
            && !path.Split('/').Any(part => Never.Contains(part, StringComparer.Ordinal))
            && (included.Matches(path)
                || (Array.Exists(paths, folder => IsBelow(path, folder)) && !ignored.Matches(files.InRepository(path))))
            && !excluded.Matches(path));
        CheckAmount(root, synced, findings);
        CheckPatterns(root, files, findings);
        return synced;
    }

    /// <summary>Also by those above, up to the root of the repository; outer ones first.</summary>
    static GitIgnore Ignored(BundleFiles files)
    {
        var ignored = new GitIgnore();
        foreach (var (folder, path) in files.Paths
            .Where(path => path is GitIgnore.FileName || path.EndsWith("/" + GitIgnore.FileName, StringComparison.Ordinal))
            .Select(path => (Folder: files.InRepository(path)[..^GitIgnore.FileName.Length].TrimEnd('/'), path))
            .OrderBy(file => file.Folder.Count(letter => letter is '/') + (file.Folder.Length > 0 ? 1 : 0)))
        {
            ignored.Add(folder, Encoding.UTF8.GetString(files.Read(path).Span).Split('\n'));
        }

        return ignored;
    }

    static void CheckAmount(MapNode root, BundleFiles synced, Findings findings)
    {
        const int Megabyte = 1024 * 1024;
        if (synced.Size > BundleFiles.MaximumBytes)
        {
            var largest = string.Join(", ", synced.Paths.OrderByDescending(synced.SizeOf).Take(3));
            findings.Error(
                $"the bundle holds {(double)synced.Size / Megabyte:0.0} MB to synchronise; {BundleFiles.MaximumBytes / Megabyte} MB is the limit",
                NodePath.Of("sync"),
                root["sync"],
                $"The largest files are {largest}. Leave them out by .gitignore or sync.exclude.");
            return;
        }

        if (!synced.Paths.Any())
        {
            findings.Warning("There are no files to sync, please check your .gitignore", NodePath.Of("sync"), node: null);
        }

        CheckNames(synced, findings);
    }

    static void CheckPatterns(MapNode root, BundleFiles files, Findings findings)
    {
        foreach (var field in new[] { "paths", "include", "exclude" })
        {
            var items = (root.At("sync", field) as ListNode)?.Items ?? [];
            for (var index = 0; index < items.Count; index++)
            {
                var pattern = (items[index] as ScalarNode)?.Text ?? "";
                if (!pattern.StartsWith('!') && !files.Paths.Any(Matcher(field, pattern)))
                {
                    findings.Warning($"Pattern {pattern} does not match any files", NodePath.Of("sync", field).Index(index), items[index]);
                }
            }
        }
    }

    /// <summary>A notebook loses its extension, and may so get the name of another file.</summary>
    static void CheckNames(BundleFiles synced, Findings findings)
    {
        var names = synced.Paths.GroupBy(path => RemoteFile.Of(path, synced.Read(path)), StringComparer.Ordinal);
        foreach (var same in names.Where(same => same.Skip(1).Any()))
        {
            findings.Error(
                $"{string.Join(" and ", same)} would have the same path in the workspace: {same.Key}",
                [.. same.Select(path => new Location(path, 1, 1))]);
        }
    }

    static Func<string, bool> Matcher(string field, string pattern) =>
        field is "paths" ? path => IsBelow(path, pattern) : new GitIgnore().Add("", [Anchored(pattern)]).Matches;

    /// <summary>"." stands for everything.</summary>
    static string Anchored(string pattern) => pattern is "." or "./" ? "*" : pattern;

    static bool IsBelow(string path, string folder) =>
        folder is "." or "" || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    static IEnumerable<string> Texts(MapNode root, string field) =>
        ((root.At("sync", field) as ListNode)?.Items ?? []).OfType<ScalarNode>().Select(item => item.Text);
}
