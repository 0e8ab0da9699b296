using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>A resource's name with nothing behind it is a piece of a file that somebody forgot to write or to delete.</summary>
static class NullResources
{
    public static MapNode Drop(MapNode root, Findings findings) =>
        root.Within("resources", resources => resources.Select((type, group) =>
            group is not MapNode map ? null : map.Select((key, resource) =>
        {
            if (resource is MapNode)
            {
                return resource;
            }

            findings.Error($"{type} {key} is not defined", NodePath.Of("resources", type, key), resource);
            return null;
        })));
}
