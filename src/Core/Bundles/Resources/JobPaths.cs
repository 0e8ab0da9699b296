using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The paths of one job. A job that reads its code from git has none that concern the bundle.</summary>
static class JobPaths
{
    public static MapNode Translate(MapNode job, NodePath path, LocalPaths local)
    {
        if (job["git_source"] is not null)
        {
            return job;
        }

        job = Jobs.ChangeTasks(job, path, (at, task) =>
            ResourcePaths.Items(Task(task, at, local), "libraries", at, (library, where) => Library(library, where, local)));
        return ResourcePaths.Items(job, "environments", path, (environment, at) =>
            environment.Within("spec", spec => Dependencies.Translate(spec, at.Key("spec"), local)));
    }

    public static MapNode Library(MapNode library, NodePath path, LocalPaths local)
    {
        foreach (var kind in LocalLibraries.Kinds)
        {
            library = ResourcePaths.Change(library, kind, path, (value, at) => local.Library(value, at));
        }

        return ResourcePaths.Change(library, "requirements", path, local.File);
    }

    static MapNode Task(MapNode task, NodePath path, LocalPaths local)
    {
        MapNode Within(MapNode all, string kind, string field, Func<ScalarNode, NodePath, ScalarNode> change) =>
            all.Within(kind, map => map.TextAt("source") is "GIT" ? map : ResourcePaths.Change(map, field, path.Key(kind), change));

        task = Within(task, "notebook_task", "notebook_path", local.Notebook);
        task = Within(task, "spark_python_task", "python_file", local.File);
        task = Within(task, "dbt_task", "project_directory", local.Directory);
        task = Within(task, "alert_task", "workspace_path", local.File);
        return task.Within("sql_task", sql => sql.Within("file", file => file.TextAt("source") is "GIT"
            ? file
            : ResourcePaths.Change(file, "path", path.Key("sql_task").Key("file"), local.File)));
    }
}
