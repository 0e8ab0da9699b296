using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The built files that <c>artifacts</c> names, each from the folder of the file that holds it.</summary>
static class Artifacts
{
    /// <summary>Paths as seen from the bundle's root.</summary>
    public static MapNode Rebase(MapNode root, Findings findings) =>
        root.Within("artifacts", artifacts => artifacts.Select((name, artifact) =>
            artifact is not MapNode map ? artifact : ResourcePaths.Items(
            ResourcePaths.Change(map, "path", NodePath.Of("artifacts", name), (value, at) => Rebase(value, at, findings)),
            "files",
            NodePath.Of("artifacts", name),
            (file, at) => ResourcePaths.Change(file, "source", at, (value, where) => Rebase(value, where, findings)))));

    public static IEnumerable<(NodePath Path, ScalarNode Source)> Sources(MapNode root) =>
        from artifact in (root["artifacts"] as MapNode)?.Entries ?? []
        from file in (artifact.Value.At("files") as ListNode)?.Items.Select((node, index) => (Node: node, Index: index)) ?? []
        where file.Node.At("source") is ScalarNode { Text.Length: > 0 }
        select (NodePath.Of("artifacts", artifact.Key, "files").Index(file.Index).Key("source"), (ScalarNode)file.Node.At("source")!);

    static ScalarNode Rebase(ScalarNode value, NodePath path, Findings findings)
    {
        if (!LocalPaths.IsLocal(value.Text))
        {
            return value;
        }

        if (RelativePath.Combine(RelativePath.FolderOf(value), value.Text) is { } combined)
        {
            return value.As(ScalarType.String, combined.Length == 0 ? "." : combined);
        }

        findings.Error($"path {value.Text} is not contained in the bundle root", path, value);
        return value;
    }
}
