using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Names what would otherwise be skipped in silence.</summary>
static class Unsupported
{
    static readonly string[][] Fields =
    [
        ["artifacts"],
        ["experimental", "scripts"],
        ["experimental", "python"],
        ["scripts"],
        ["python"],
        ["sync", "include"],
        ["sync", "exclude"],
        ["sync", "paths"],
        ["bundle", "cluster_id"],
    ];

    static readonly string[] ResourceTypes = ["jobs"];

    public static void Check(MapNode root, Findings findings)
    {
        foreach (var field in Fields)
        {
            if (root.At(field) is { } node and not MapNode { Count: 0 } and not ScalarNode { Text: "" })
            {
                findings.Error($"'{string.Join('.', field)}' is not supported by this engine", NodePath.Of(field), node);
            }
        }
    }

    /// <summary>Asked before plan and apply only: validating a bundle with other resources is fine.</summary>
    public static void CheckResources(MapNode root, Findings findings)
    {
        foreach (var (type, resources) in (root["resources"] as MapNode)?.Entries ?? [])
        {
            if (Array.IndexOf(ResourceTypes, type) < 0 && resources is MapNode { Count: > 0 })
            {
                findings.Error($"resource type '{type}' is not supported by this engine", NodePath.Of("resources", type), resources);
            }
        }
    }
}
