using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Walks the descriptions of clusters: all-purpose ones, those that a job's tasks share, and those of single tasks.</summary>
static class Clusters
{
    public static MapNode ChangeAll(MapNode root, Func<NodePath, MapNode, MapNode> change)
    {
        root = ResourceMaps.Change(root, "clusters", change);
        root = ChangeShared(root, change);
        return Jobs.Change(root, (path, job) => Jobs.ChangeTasks(job, path, (at, task) =>
            task.Within("new_cluster", cluster => change(at.Key("new_cluster"), cluster))));
    }

    /// <summary>Those of <c>job_clusters</c>.</summary>
    public static MapNode ChangeShared(MapNode root, Func<NodePath, MapNode, MapNode> change) =>
        Jobs.Change(root, (path, job) => ResourcePaths.Items(job, "job_clusters", path, (shared, at) =>
            shared.Within("new_cluster", cluster => change(at.Key("new_cluster"), cluster))));
}
