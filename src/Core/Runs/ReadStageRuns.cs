using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Runs;

/// <summary>Did the job run, how long did it take, what do the tables hold, when does it run next?</summary>
public sealed class ReadStageRuns(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, WorkspaceAccess workspaces, TimeProvider clock)
{
    /// <summary>As many as the chart shows.</summary>
    const int Shown = 30;

    /// <summary>Many people who look at once are one question to Databricks.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<(string, string), StageRunsView> _last = new();

    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    /// <exception cref="DatabricksException">The workspace cannot be read.</exception>
    public async Task<StageRunsView> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        if (_last.TryGetValue((pipeline, stage), out var last) && clock.GetUtcNow() - last.ReadAt < Fresh)
        {
            return last;
        }

        var found = pipelines.Get(pipeline);
        return _last[(pipeline, stage)] = await ReadAsync(found, found.Get(stage), cancellationToken);
    }

    async Task<StageRunsView> ReadAsync(Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var workspace = workspaces.Open(stage);
        var id = await db.JobIdAsync(pipeline, stage, cancellationToken);
        var job = id is null ? null : await workspace.Jobs.GetAsync(id.Value, cancellationToken);
        var runs = job is null ? [] : await workspace.Runs.ListAsync(job.JobId, Shown, cancellationToken);
        var checks = await ChecksAsync(db, pipeline, stage, cancellationToken);
        var counted = runs.Select(run => (run.EndedAt, Task: run.Tasks.FirstOrDefault(task => task.Key == pipeline.CheckTasks[^1]))).FirstOrDefault(run => run.Task is { State.Succeeded: true });
        return new()
        {
            Stage = stage,
            ReadAt = clock.GetUtcNow(),
            Job = job is null ? null : JobSchedule.Of(job, workspace.Url, clock.GetUtcNow()),
            Runs = [.. runs.Select(run => ViewOf(run, checks))],
            Counts = counted.Task is null ? null : RowCounts.Parse((await workspace.Runs.OutputAsync(counted.Task.RunId, cancellationToken)).Result),
            CountedAt = counted.Task?.EndedAt,
        };
    }

    /// <summary>Deployments by the runs that checked them.</summary>
    static async Task<Dictionary<long, int>> ChecksAsync(PortalDb db, Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        var recent = await db.Deployments.Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name)
            .OrderByDescending(row => row.Number).Take(Shown).ToDictionaryAsync(row => row.Id, row => row.Number, cancellationToken);
        var steps = await db.StepRuns.AsNoTracking().Where(step => step.Name == nameof(RunChecks) && recent.Keys.Contains(step.DeploymentId)).ToListAsync(cancellationToken);
        return steps.Where(step => step.Journal.GetValueOrDefault(RunChecks.Run) is { Length: > 0 })
            .ToDictionary(step => long.Parse(step.Journal[RunChecks.Run], CultureInfo.InvariantCulture), step => recent[step.DeploymentId]);
    }

    static RunView ViewOf(DatabricksRun run, Dictionary<long, int> checks)
    {
        var failed = run.Tasks.FirstOrDefault(task => task.State.Failed);
        return new(
            run.RunId, run.Page, run.Scheduled ? RunKind.Scheduled : checks.ContainsKey(run.RunId) ? RunKind.Check : RunKind.ByHand,
            checks.TryGetValue(run.RunId, out var deployment) ? deployment : null, StateOf(run), run.StartedAt, run.EndedAt,
            run.State is { IsOver: true, Succeeded: false } ? failed is null ? run.State.Message : $"{failed.Key} failed" : null);
    }

    static RunState StateOf(DatabricksRun run) => run switch
    {
        { State.Succeeded: true } => RunState.Succeeded,
        { Failed: true } => RunState.Failed,
        { State.Result: "CANCELED" } => RunState.Cancelled,
        { State.LifeCycle: "SKIPPED" } => RunState.Skipped,
        { State.IsOver: true } => RunState.Errored,
        { State.LifeCycle: "QUEUED" or "PENDING" } => RunState.Queued,
        _ => RunState.Running,
    };
}
