using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Paths and patterns of <c>sync</c>, as seen from the root of what is synchronised instead of from the file
/// that holds them.</summary>
sealed class SyncSection(BundleFiles files, Findings findings)
{
    static readonly string[] Patterns = ["include", "exclude"];

    public (MapNode Root, SyncRoot SyncRoot) Complete(MapNode root)
    {
        var sync = (root["sync"] as MapNode ?? MapNode.Empty).Default("paths", new ListNode([ScalarNode.Of(".")], []));
        var paths = (sync["paths"] as ListNode)?.Select((item, index) => Within(item, index));
        var syncRoot = SyncRoot.Of(files, paths?.Items.OfType<ScalarNode>().Select(path => path.Text) ?? []);
        sync = sync.Set(
            "paths", paths?.Select((item, _) => item is ScalarNode path ? Named(path, syncRoot.Of(path.Text)!) : item) ?? sync["paths"]);
        foreach (var field in Patterns)
        {
            if (sync[field] is ListNode list)
            {
                sync = sync.Set(field, list.Select((item, index) =>
                    item is ScalarNode pattern ? Pattern(pattern, NodePath.Of("sync", field).Index(index), syncRoot) : item));
            }
        }

        return (root.Set("sync", sync), syncRoot);
    }

    /// <returns>The path from the bundle's root; null after saying that it leads too far.</returns>
    Node? Within(Node item, int index)
    {
        if (item is not ScalarNode path)
        {
            return item;
        }

        if (files.Resolve(RelativePath.FolderOf(path), path.Text) is { } within)
        {
            return path.As(ScalarType.String, within);
        }

        findings.Error(
            $"sync path {path.Text} leads out of the repository",
            NodePath.Of("sync", "paths").Index(index),
            path,
            "A bundle may take files from anywhere in its git repository, but from nowhere else.");
        return null;
    }

    ScalarNode Pattern(ScalarNode value, NodePath path, SyncRoot syncRoot)
    {
        var negated = value.Text.StartsWith('!');
        var text = negated ? value.Text[1..] : value.Text;
        if (files.Resolve(RelativePath.FolderOf(value), text) is not { } within || syncRoot.Of(within) is not { } combined)
        {
            findings.Error(
                $"sync pattern {value.Text} leads out of what is synchronised",
                path, value,
                "Only what lies in or below the folders of sync.paths can be included or excluded; name its folder there.");
            return value;
        }

        if (syncRoot.Bundle.Length > 0 && !text.StartsWith('/') && IsFloating(within))
        {
            return value.As(ScalarType.String, (negated ? "!" : "") + within + Back(text));
        }

        // Patterns mean more by their slashes: one in front ties to the root, one at the end asks for a folder.
        var tied = combined.Length > 0
            && (text.StartsWith('/') || (syncRoot.Bundle.Length > 0 && !combined.Contains('/', StringComparison.Ordinal)));
        return Named(value, combined, (negated ? "!" : "") + (tied ? "/" : ""), Back(text));
    }

    /// <summary>Without a folder it means every folder, also those beside the bundle's.</summary>
    static bool IsFloating(string pattern) =>
        pattern.Length > 0 && (!pattern.Contains('/', StringComparison.Ordinal) || pattern.StartsWith("**/", StringComparison.Ordinal));

    static string Back(string text) => text.EndsWith('/') ? "/" : "";

    static ScalarNode Named(ScalarNode value, string path, string front = "", string back = "") =>
        value.As(ScalarType.String, front + (path.Length == 0 ? "." : path) + back);
}
