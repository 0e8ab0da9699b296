using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Walks the jobs and tasks of a configuration.</summary>
static class Jobs
{
    public static MapNode Change(MapNode root, Func<NodePath, MapNode, MapNode> change) =>
        root.Within("resources", resources => resources.Within("jobs", jobs => jobs.Select((key, job) =>
            job is MapNode map ? change(NodePath.Of("resources", "jobs", key), map) : job)));

    public static IEnumerable<(NodePath Path, MapNode Job)> All(MapNode root) =>
        from entry in (root.At("resources", "jobs") as MapNode)?.Entries ?? []
        where entry.Value is MapNode
        select (NodePath.Of("resources", "jobs", entry.Key), (MapNode)entry.Value);

    /// <summary>Each task, and the one inside a for_each_task.</summary>
    public static MapNode ChangeTasks(MapNode job, NodePath path, Func<NodePath, MapNode, MapNode> change) =>
        job["tasks"] is not ListNode tasks ? job : job.Set("tasks", new ListNode(
            [.. tasks.Items.Select((task, index) => task is MapNode map ? ChangeTask(map, path.Key("tasks").Index(index), change) : task)],
            tasks.Locations));

    static MapNode ChangeTask(MapNode task, NodePath path, Func<NodePath, MapNode, MapNode> change) =>
        change(path, task).Within("for_each_task", each => each.Within("task", inner =>
            ChangeTask(inner, path.Key("for_each_task").Key("task"), change)));
}
