using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Names of the first versions of bundles: <c>environments</c> are targets, <c>compute_id</c> is a cluster_id.</summary>
static class OldNames
{
    public static MapNode Replace(MapNode root, Findings findings)
    {
        root = Rename(root, "environments", "targets", NodePath.Root, findings);
        root = root.Within("bundle", bundle => Rename(bundle, "compute_id", "cluster_id", NodePath.Of("bundle"), findings));
        return root.Within("targets",
            targets => targets.Select((name, target) => target is MapNode map ? Target(map, name, findings) : target));
    }

    static MapNode Target(MapNode target, string name, Findings findings)
    {
        var path = NodePath.Of("targets", name);
        return Rename(target, "compute_id", "cluster_id", path, findings)
            .Within("bundle", bundle => Rename(bundle, "compute_id", "cluster_id", path.Key("bundle"), findings));
    }

    static MapNode Rename(MapNode map, string old, string name, NodePath path, Findings findings)
    {
        if (map[old] is not { } value)
        {
            return map;
        }

        if (map[name] is { } other)
        {
            findings.Error($"both '{old}' and '{name}' are specified; only '{name}' should be used", path.Key(old), value);
            return map.Set(old, null).Set(name, other);
        }

        if (old is "compute_id")
        {
            findings.Warning($"{old} is deprecated, please use {name} instead", path.Key(old), value);
        }

        return map.Set(old, null).Set(name, value);
    }
}
