using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Sync;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Turns the local paths of jobs and pipelines into those that the files get in the workspace.</summary>
static class ResourcePaths
{
    public static MapNode Translate(MapNode root, BundleFiles files, SyncRoot syncRoot, Findings findings)
    {
        var remote = new RemoteFolder(root.TextAt("workspace", "file_path") ?? "", syncRoot);
        root = Jobs.Change(root, (path, job) => JobPaths.Translate(job, path, new(files, remote, job, findings)));
        return ResourceMaps.Change(root, "pipelines", (path, pipeline) =>
            PipelinePaths.Translate(pipeline, path, files, new(files, remote, pipeline, findings), findings));
    }

    /// <summary>Changes the text of one field where there is one.</summary>
    public static MapNode Change(MapNode map, string field, NodePath path, Func<ScalarNode, NodePath, ScalarNode> change) =>
        map[field] is ScalarNode { Type: ScalarType.String } value ? map.Set(field, change(value, path.Key(field))) : map;

    /// <summary>Changes every map of a list.</summary>
    public static MapNode Items(MapNode map, string list, NodePath path, Func<MapNode, NodePath, MapNode> change) =>
        map[list] is not ListNode items ? map : map.Set(
            list, items.Select((item, index) => item is MapNode each ? change(each, path.Key(list).Index(index)) : item));
}
