using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Lays the chosen target over the configuration and takes the others away.</summary>
static class SelectTarget
{
    /// <param name="wanted">Null: the only one, or the one marked as default.</param>
    public static LoadedTarget Run(MapNode root, string? wanted, Findings findings)
    {
        var targets = root["targets"] is MapNode { Count: > 0 } written ? written : MapNode.Empty.Set("default", MapNode.Empty);
        if (Choose(targets, wanted, findings) is not { } name)
        {
            return new(root);
        }

        var target = targets[name] as MapNode ?? MapNode.Empty;
        root = OverlayTarget.Run(root.Set("targets", null), target, NodePath.Of("targets", name), findings)
            .SetAt(["bundle", "target"], ScalarNode.Of(name))
            .SetAt(["bundle", "environment"], ScalarNode.Of(name));
        return new(root, IsReadable: true, SetsRootPath: target.TextAt("workspace", "root_path") is { Length: > 0 });
    }

    static string? Choose(MapNode targets, string? wanted, Findings findings)
    {
        if (wanted is not null)
        {
            if (targets[wanted] is not null)
            {
                return wanted;
            }

            findings.Error($"{wanted}: no such target. Available targets: {string.Join(", ", targets.Keys.Order(StringComparer.Ordinal))}");
            return null;
        }

        var defaults = targets.Keys.Where(key => targets.TextAt(key, "default") is "true").ToArray();
        if (targets.Count == 1 || defaults.Length == 1)
        {
            return defaults.Length == 1 ? defaults[0] : targets.Keys.First();
        }

        findings.Error(defaults.Length == 0
            ? "please specify target"
            : $"multiple targets are marked as default ({string.Join(", ", defaults)})");
        return null;
    }
}
