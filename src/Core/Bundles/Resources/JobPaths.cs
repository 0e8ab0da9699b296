using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Turns the local paths of a job into those that its files get in the workspace.</summary>
static class JobPaths
{
    /// <summary>Fields with local files that this engine cannot carry over yet; a path left as it is would fail at the job's first run.</summary>
    static readonly string[][] NotTranslated = [["sql_task", "file", "path"], ["dbt_task", "project_directory"]];

    static readonly string[] LocalLibraries = ["jar", "whl", "egg", "requirements"];

    public static void Check(MapNode root, Findings findings)
    {
        foreach (var (path, job) in Jobs.All(root))
        {
            Jobs.ChangeTasks(job, path, (at, task) =>
            {
                CheckTask(task, at, findings);
                return task;
            });
        }
    }

    public static MapNode Translate(MapNode root, BundleFiles files, Findings findings)
    {
        var local = new LocalPaths(files, root.TextAt("workspace", "file_path") ?? "", findings);
        return Jobs.Change(root, (path, job) => job["git_source"] is not null
            ? job
            : Jobs.ChangeTasks(job, path, (at, task) => task
                .Within("notebook_task", notebook => FromGit(notebook)
                    ? notebook
                    : Change(notebook, "notebook_path", value => local.Notebook(value, at.Key("notebook_task").Key("notebook_path"))))
                .Within("spark_python_task", python => FromGit(python)
                    ? python
                    : Change(python, "python_file", value => local.File(value, at.Key("spark_python_task").Key("python_file"))))));
    }

    static bool FromGit(MapNode task) => task.TextAt("source") is "GIT";

    static MapNode Change(MapNode map, string key, Func<ScalarNode, ScalarNode> change) =>
        map[key] is ScalarNode value ? map.Set(key, change(value)) : map;

    static void CheckTask(MapNode task, NodePath path, Findings findings)
    {
        foreach (var field in NotTranslated)
        {
            if (task.At(field) is ScalarNode value && LocalPaths.IsLocal(value.Text))
            {
                findings.Error($"'{string.Join('.', field)}' with a local path is not supported by this engine", path, value);
            }
        }

        foreach (var library in (task["libraries"] as ListNode)?.Items ?? [])
        {
            foreach (var kind in LocalLibraries)
            {
                if (library.TextAt(kind) is { } file && LocalPaths.IsLocal(file))
                {
                    findings.Error($"a library of kind '{kind}' with a local path is not supported by this engine", path.Key("libraries"), library);
                }
            }
        }
    }
}
