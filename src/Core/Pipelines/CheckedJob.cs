
namespace ReleasePortal.Core.Pipelines;

/// <summary>Whether the bundle has what the settings let run to prove a release: a name that fits nothing is told
/// before anybody approves.</summary>
static class CheckedJob
{
    /// <param name="jobs">Keys of the bundle's jobs.</param>
    /// <returns>The key of the pipeline's job; null when the bundle has none such, or several and no setting says which.</returns>
    public static string? Find(Pipeline pipeline, IReadOnlyCollection<string> jobs) => pipeline.Job is { } key
        ? jobs.Contains(key, StringComparer.Ordinal) ? key : null
        : jobs.Count == 1 ? jobs.Single() : null;

    /// <param name="tasks">Keys of the tasks, by the keys of the bundle's jobs.</param>
    /// <returns>A sentence for each fault, with the setting and what the bundle has instead.</returns>
    public static IReadOnlyList<string> Faults(Pipeline pipeline, Stage stage, IReadOnlyDictionary<string, IReadOnlyList<string>> tasks)
    {
        if (stage.Checks is StageChecks.None)
        {
            return [];
        }

        if (Find(pipeline, [.. tasks.Keys]) is not { } job)
        {
            return [Missing(pipeline, stage, [.. tasks.Keys])];
        }

        return stage.Checks is StageChecks.WholeJob ? [] :
        [
            .. pipeline.CheckTasks.Except(tasks[job], StringComparer.Ordinal)
                .Select(
                    task =>
                        $"Pipelines:{pipeline.Key}:CheckTasks names '{task}', and the bundle's job '{job}' has no such task: it has {Listed(tasks[job])}."),
        ];
    }

    /// <summary>Why <see cref="Find"/> finds none.</summary>
    public static string Missing(Pipeline pipeline, Stage stage, IReadOnlyCollection<string> jobs) => (pipeline.Job, jobs.Count) switch
    {
        ({ } key, 0) =>
            $"Pipelines:{pipeline.Key}:Job names '{key}', and the bundle has no job at all for the target '{stage.BundleTarget}'.",
        ({ } key, _) =>
            $"Pipelines:{pipeline.Key}:Job names '{key}', and the bundle has no such job for the target '{stage.BundleTarget}': it has {Listed(jobs)}.",
        (_, 0) =>
            $"The bundle has no job for the target '{stage.BundleTarget}', so nothing can prove the release; Pipelines:{pipeline.Key}:Stages:{stage.Ordinal}:Checks set to None asks for no proof.",
        _ => $"The bundle has several jobs ({Listed(jobs)}), and Pipelines:{pipeline.Key}:Job does not say which of them proves a release.",
    };

    static string Listed(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));
}
