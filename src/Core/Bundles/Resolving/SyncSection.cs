using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Paths and patterns of <c>sync</c>, as seen from the bundle's root instead of from the file that holds them.</summary>
static class SyncSection
{
    public static MapNode Complete(MapNode root, Findings findings)
    {
        var sync = (root["sync"] as MapNode ?? MapNode.Empty).Default("paths", new ListNode([ScalarNode.Of(".")], []));
        foreach (var field in new[] { "paths", "include", "exclude" })
        {
            if (sync[field] is ListNode list)
            {
                sync = sync.Set(field, list.Select((item, index) => item is ScalarNode text ? Rebase(text, field, index, findings) : item));
            }
        }

        return root.Set("sync", sync);
    }

    static ScalarNode Rebase(ScalarNode value, string field, int index, Findings findings)
    {
        var negated = field is not "paths" && value.Text.StartsWith('!');
        var text = negated ? value.Text[1..] : value.Text;
        var path = NodePath.Of("sync", field).Index(index);
        if (RelativePath.Combine(RelativePath.FolderOf(value), text) is not { } combined)
        {
            findings.Error(
                $"sync path {value.Text} leads out of the bundle",
                path, value,
                "This engine deploys what is inside the bundle's folder; move the files into it.");
            return value;
        }

        // Patterns mean more by their slashes: one in front ties to the root, one at the end asks for a folder.
        var front = field is not "paths" && text.StartsWith('/') && combined.Length > 0 ? "/" : "";
        var back = field is not "paths" && text.EndsWith('/') ? "/" : "";
        return value.As(ScalarType.String, (negated ? "!" : "") + front + (combined.Length == 0 ? "." : combined) + back);
    }
}
