using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Runs;

/// <summary>Did the job run, how long did it take, what do the tables hold, when does it run next?</summary>
public sealed class ReadStageRuns(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, WorkspaceAccess workspaces, StageRunsLooks looks, TimeProvider clock)
{
    /// <exception cref="KeyNotFoundException">There is no such pipeline or stage.</exception>
    /// <exception cref="DatabricksException">The workspace cannot be read.</exception>
    /// <exception cref="TimeoutException">The workspace takes longer than a reader waits.</exception>
    public Task<StageRunsView> RunAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        var found = pipelines.Get(pipeline);
        var into = found.Get(stage);
        return looks.LookAsync(found, into, token => ReadAsync(found, into, token), cancellationToken);
    }

    async Task<StageRunsView> ReadAsync(Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var workspace = workspaces.Open(stage);
        var (id, fault) = await db.JobIdAsync(pipeline, stage, cancellationToken);
        var job = id is null ? null : await workspace.Jobs.GetAsync(id.Value, cancellationToken);
        var runs = job is null ? [] : await workspace.Runs.ListAsync(job.JobId, StageRunsView.Shown, cancellationToken);
        var checks = runs.Count == 0 ? [] : await ChecksAsync(db, pipeline, stage, runs.Min(run => run.StartedAt), cancellationToken);
        var counted = runs.Select(run => (run.EndedAt, Task: run.Tasks.FirstOrDefault(task => task.Key == pipeline.CheckTasks[^1]))).FirstOrDefault(run => run.Task is { State.Succeeded: true });
        return new()
        {
            Stage = stage,
            ReadAt = clock.GetUtcNow(),
            Job = job is null ? null : JobSchedule.Of(job, workspace.Url, clock.GetUtcNow()),
            WithoutJob = job is null ? fault ?? $"The job that the last deployment brought is gone from {stage.WorkspaceName}. Deploying the release again brings it back." : null,
            Runs = [.. runs.Select(run => ViewOf(run, checks))],
            Counts = counted.Task is null ? null : RowCounts.Parse((await workspace.Runs.FindOutputAsync(counted.Task.RunId, cancellationToken))?.Result),
            CountedAt = counted.Task?.EndedAt,
        };
    }

    /// <summary>Deployments by the runs that checked them.</summary>
    /// <param name="since">Start of the oldest run that may be one's check.</param>
    static async Task<Dictionary<long, int>> ChecksAsync(PortalDb db, Pipeline pipeline, Stage stage, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var recent = await db.Deployments.Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name && (row.FinishedAt == null || row.FinishedAt >= since))
            .ToDictionaryAsync(row => row.Id, row => row.Number, cancellationToken);
        var steps = await db.StepRuns.AsNoTracking().Where(step => step.Name == nameof(RunChecks) && recent.Keys.Contains(step.DeploymentId)).ToListAsync(cancellationToken);
        return steps.SelectMany(step => RunChecks.RunsIn(step.Journal).Select(run => (Run: run, Deployment: recent[step.DeploymentId])))
            .DistinctBy(item => item.Run).ToDictionary(item => item.Run, item => item.Deployment);
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
