using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>What a target says, over what the root says. The same target twice is the same as once, but for items of lists without keys.</summary>
public static class OverlayTarget
{
    static readonly string[] Merged = ["bundle", "workspace", "artifacts", "resources", "sync", "permissions", "presets"];

    public static MapNode Run(MapNode root, MapNode target, NodePath path, Findings findings)
    {
        foreach (var field in Merged)
        {
            if (target[field] is { } value)
            {
                root = root.Set(field, root[field] is { } below ? MergeNodes.Merge(below, value, path.Key(field), findings) : value);
            }
        }

        root = TargetVariables.Overlay(root, target, path.Key("variables"), findings);
        root = target["run_as"] is { } runAs ? root.Set("run_as", runAs) : root;
        root = target["mode"] is { } mode ? root.SetAt(["bundle", "mode"], mode) : root;
        root = target["cluster_id"] is { } cluster ? root.SetAt(["bundle", "cluster_id"], cluster) : root;
        return target["git"] is { } git ? MergeGit(root, git, path.Key("git"), findings) : root;
    }

    static MapNode MergeGit(MapNode root, Node git, NodePath path, Findings findings) =>
        root.SetAt(["bundle", "git"], root.At("bundle", "git") is { } below ? MergeNodes.Merge(below, git, path, findings) : git);
}
