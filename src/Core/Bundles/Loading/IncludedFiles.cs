using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>The files that <c>include</c> names: every entry's matches sorted, each file once, the root file never.</summary>
static class IncludedFiles
{
    static readonly string[] Extensions = [".yml", ".yaml", ".json"];

    public static IReadOnlyList<string> Of(MapNode root, string rootFile, BundleFiles files, Findings findings)
    {
        var found = new List<string>();
        var entries = (root["include"] as ListNode)?.Items ?? [];
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index] is ScalarNode entry)
            {
                var matches = Matches(entry, NodePath.Of("include").Index(index), files, findings);
                found.AddRange(matches.Where(path => !found.Contains(path, StringComparer.Ordinal)));
            }
        }

        found.Remove(rootFile);
        return found;
    }

    static string[] Matches(ScalarNode entry, NodePath path, BundleFiles files, Findings findings)
    {
        if (entry.Text.StartsWith('/') || files.Resolve(RelativePath.FolderOf(entry), entry.Text) is not { } pattern)
        {
            findings.Error(
                $"{entry.Text} defined in 'include' section leads out of the repository",
                path, entry,
                "It has to be a path from the bundle's folder to a file of the same git repository.");
            return [];
        }

        var matches = files.Paths.Where(Globs.Matcher(pattern)).ToArray();
        if (matches.Length == 0 && !Globs.IsGlob(pattern))
        {
            findings.Error($"{entry.Text} defined in 'include' section does not match any files", path, entry);
        }

        foreach (var other in matches.Where(match => !Extensions.Contains(System.IO.Path.GetExtension(match), StringComparer.Ordinal)))
        {
            findings.Error($"{other} in 'include' section is not a YAML or JSON file", path, entry);
        }

        return [.. matches.Where(match => Extensions.Contains(System.IO.Path.GetExtension(match), StringComparer.Ordinal))];
    }
}
