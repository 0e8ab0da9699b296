using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Walks the jobs and tasks of a configuration.</summary>
static class Jobs
{
    public static MapNode Change(MapNode root, Func<NodePath, MapNode, MapNode> change) => ResourceMaps.Change(root, "jobs", change);

    public static IEnumerable<(NodePath Path, MapNode Job)> All(MapNode root) => ResourceMaps.All(root, "jobs");

    /// <summary>Every task of a job, in order, each before the one inside its for_each_task.</summary>
    public static IReadOnlyList<(NodePath Path, MapNode Task)> Tasks(MapNode job, NodePath path)
    {
        var tasks = new List<(NodePath, MapNode)>();
        ChangeTasks(job, path, (at, task) =>
        {
            tasks.Add((at, task));
            return task;
        });
        return tasks;
    }

    /// <summary>Each task, and the one inside a for_each_task.</summary>
    public static MapNode ChangeTasks(MapNode job, NodePath path, Func<NodePath, MapNode, MapNode> change) =>
        job["tasks"] is not ListNode tasks ? job : job.Set("tasks", tasks.Select(
            (task, index) => task is MapNode map ? ChangeTask(map, path.Key("tasks").Index(index), change) : task));

    static MapNode ChangeTask(MapNode task, NodePath path, Func<NodePath, MapNode, MapNode> change) =>
        change(path, task).Within("for_each_task", each => each.Within("task", inner =>
            ChangeTask(inner, path.Key("for_each_task").Key("task"), change)));
}
