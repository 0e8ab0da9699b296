using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Names what would otherwise be skipped in silence. Asked before plan and deploy only: validating a bundle with these is fine.
/// </summary>
static class Unsupported
{
    static readonly string[][] Fields = [["experimental", "scripts"], ["experimental", "python"], ["experimental", "pydabs"], ["python"]];

    public static void Check(MapNode root, Findings findings)
    {
        foreach (var field in Fields)
        {
            if (root.At(field) is { } node and not MapNode { Count: 0 } and not ScalarNode { Text: "" })
            {
                findings.Error($"'{string.Join('.', field)}' is not supported by this engine", NodePath.Of(field), node);
            }
        }

        if (root.TextAt("bundle", "engine") is "terraform")
        {
            findings.Error(
                "bundle engine 'terraform' is not supported by this engine",
                NodePath.Of("bundle", "engine"),
                root.At("bundle", "engine"));
        }

        CheckArtifacts(root, findings);
        foreach (var type in ResourceMaps.Types(root).Where(type => ResourceKinds.Find(type) is null))
        {
            findings.Error(
                $"resource type '{type}' is not supported by this engine",
                NodePath.Of("resources", type),
                root.At("resources", type));
        }
    }

    /// <summary>Building is the business of continuous integration; what it built is uploaded where a library names it.</summary>
    static void CheckArtifacts(MapNode root, Findings findings)
    {
        foreach (var (name, artifact) in (root["artifacts"] as MapNode)?.Entries ?? [])
        {
            if (artifact.At("build") is not null || artifact.At("files") is not ListNode { Items.Count: > 0 })
            {
                findings.Error(
                    $"building artifact '{name}' is not supported by this engine",
                    NodePath.Of("artifacts", name),
                    artifact,
                    "Build it in continuous integration, and name the built file under 'files'.");
            }
        }
    }
}
