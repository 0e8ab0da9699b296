using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>Libraries may lie in a volume; everything else needs a folder of the workspace.</summary>
static class WorkspacePaths
{
    public static void Check(MapNode root, Findings findings)
    {
        if (root.TextAt("workspace", "artifact_path") is { } artifacts
            && VolumePath.IsOne(artifacts)
            && VolumePath.Parse(artifacts) is null)
        {
            findings.Error(
                $"artifact_path {artifacts} names no volume. It has to begin with /Volumes/<catalog>/<schema>/<volume>",
                NodePath.Of("workspace", "artifact_path"),
                root.At("workspace", "artifact_path"));
        }

        foreach (var key in new[] { "root_path", "file_path", "resource_path", "state_path" })
        {
            if (root.TextAt("workspace", key)?.StartsWith("/Volumes/", StringComparison.Ordinal) is true)
            {
                findings.Error(
                    $"{key} starts with /Volumes. Only artifact_path may be in a volume",
                    NodePath.Of("workspace", key),
                    root.At("workspace", key));
            }
        }
    }
}
