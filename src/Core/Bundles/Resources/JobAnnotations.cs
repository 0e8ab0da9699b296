using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Marks a job as a bundle's, so that the workspace shows where it comes from and locks its editor.</summary>
static class JobAnnotations
{
    public static MapNode Apply(MapNode root) => Jobs.Change(root, (_, job) => job
        .Set("deployment", MapNode.Empty
            .Set("kind", ScalarNode.Of("BUNDLE"))
            .Set("metadata_file_path", ScalarNode.Of($"{root.TextAt("workspace", "state_path")}/metadata.json")))
        .Set("edit_mode", ScalarNode.Of("UI_LOCKED"))
        .Set("format", ScalarNode.Of("MULTI_TASK")));
}
