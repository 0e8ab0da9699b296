using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The built files that <c>artifacts</c> names, each from the folder of the file that holds it.</summary>
static class Artifacts
{
    /// <summary>Paths as seen from the sync root, below which they need not lie: what is built is uploaded for itself.</summary>
    public static MapNode Rebase(MapNode root, BundleFiles files, SyncRoot syncRoot, Findings findings)
    {
        ScalarNode Change(ScalarNode value, NodePath path) => Rebase(value, path, files, syncRoot, findings);

        return root.Within("artifacts", artifacts => artifacts.Select((name, artifact) =>
            artifact is not MapNode map ? artifact : ResourcePaths.Items(
            ResourcePaths.Change(map, "path", NodePath.Of("artifacts", name), Change),
            "files",
            NodePath.Of("artifacts", name),
            (file, at) => ResourcePaths.Change(file, "source", at, Change))));
    }

    public static IEnumerable<(NodePath Path, ScalarNode Source)> Sources(MapNode root) =>
        from artifact in (root["artifacts"] as MapNode)?.Entries ?? []
        from file in (artifact.Value.At("files") as ListNode)?.Items.Select((node, index) => (Node: node, Index: index)) ?? []
        where file.Node.At("source") is ScalarNode { Text.Length: > 0 }
        select (NodePath.Of("artifacts", artifact.Key, "files").Index(file.Index).Key("source"), (ScalarNode)file.Node.At("source")!);

    static ScalarNode Rebase(ScalarNode value, NodePath path, BundleFiles files, SyncRoot syncRoot, Findings findings)
    {
        if (!LocalPaths.IsLocal(value.Text))
        {
            return value;
        }

        if (files.Resolve(RelativePath.FolderOf(value), value.Text) is { } combined)
        {
            var seen = RelativePath.From(syncRoot.Folder, files.InRepository(combined));
            return value.As(ScalarType.String, seen.Length == 0 ? "." : seen);
        }

        findings.Error($"path {value.Text} leads out of the repository", path, value);
        return value;
    }
}
