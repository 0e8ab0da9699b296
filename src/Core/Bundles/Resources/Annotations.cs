using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Marks jobs and pipelines as a bundle's, so that the workspace shows where they come from and locks the editor of jobs.
/// </summary>
static class Annotations
{
    public static MapNode Apply(MapNode root)
    {
        var deployment = MapNode.Empty
            .Set("kind", ScalarNode.Of("BUNDLE"))
            .Set("metadata_file_path", ScalarNode.Of($"{root.TextAt("workspace", "state_path")}/metadata.json"));
        root = Jobs.Change(root, (_, job) => job
            .Set("deployment", deployment)
            .Set("edit_mode", ScalarNode.Of("UI_LOCKED"))
            .Set("format", ScalarNode.Of("MULTI_TASK")));
        return ResourceMaps.Change(root, "pipelines", (_, pipeline) => pipeline.Set("deployment", deployment));
    }
}
