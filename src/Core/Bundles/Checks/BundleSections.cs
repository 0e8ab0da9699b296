using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>What can be said about the sections beside the resources before their references are resolved.</summary>
static class BundleSections
{
    static readonly string[] Engines = ["direct", "terraform"];

    public static void Check(MapNode root, Findings findings)
    {
        if (root.TextAt("bundle", "engine") is { } engine && !Engines.Contains(engine, StringComparer.Ordinal))
        {
            findings.Error(
                $"invalid value \"{engine}\" for bundle.engine. Valid values are {string.Join(", ", Engines)}",
                NodePath.Of("bundle", "engine"),
                root.At("bundle", "engine"));
        }

        foreach (var (name, script) in (root["scripts"] as MapNode)?.Entries ?? [])
        {
            if (string.IsNullOrWhiteSpace(script.TextAt("content")))
            {
                findings.Error($"script {name} has no content", NodePath.Of("scripts", name), script);
            }
        }
    }
}
