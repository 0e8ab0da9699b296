using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;

namespace ReleasePortal.Core.Runs;

/// <summary>Did the job run, how long did it take, what do the tables hold, when does it run next?</summary>
public sealed class ReadStageRuns(
    IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, WorkspaceAccess workspaces, StageRunsLooks looks, TimeProvider clock)
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
        var checks = job is null ? [] : await ChecksAsync(db, pipeline, stage, cancellationToken);
        var deployments = checks.ToDictionary(check => check.Run, check => check.Deployment);
        var counted = runs.Select(run => (run.EndedAt, Task: run.Tasks.FirstOrDefault(task => task.Key == pipeline.CheckTasks[^1])))
            .FirstOrDefault(run => run.Task is { State.Succeeded: true });
        return new()
        {
            Stage = stage,
            ReadAt = clock.GetUtcNow(),
            Job = job is null ? null : JobSchedule.Of(job, workspace.Url, clock.GetUtcNow()),
            WithoutJob = job is null
                ? fault
                    ?? $"The job that the last deployment brought is gone from {stage.WorkspaceName}. Deploying the release again brings it back."
                : null,
            Runs = [.. runs.Select(run => ViewOf(run, deployments))],
            LastCheck = await LastCheckAsync(workspace, runs, checks, cancellationToken) is { } check ? ViewOf(check, deployments) : null,
            Counts = counted.Task is null
                ? null
                : RowCounts.Parse((await workspace.Runs.FindOutputAsync(counted.Task.RunId, cancellationToken))?.Result),
            CountedAt = counted.Task?.EndedAt,
        };
    }

    /// <summary>Every run that a deployment began as its check, and that deployment; the newest first.</summary>
    static async Task<IReadOnlyList<(long Run, int Deployment)>> ChecksAsync(
        PortalDb db, Pipeline pipeline, Stage stage, CancellationToken cancellationToken)
    {
        var steps = await db.StepRuns.Where(step => step.Name == nameof(RunChecks) && step.Attempt > 0)
            .Join(
                db.Deployments.Where(row => row.Pipeline == pipeline.Key && row.Stage == stage.Name), step => step.DeploymentId,
                row => row.Id, (step, row) => new { row.Number, step.Journal })
            .OrderByDescending(step => step.Number).Take(StageRunsView.Shown).ToListAsync(cancellationToken);
        return [.. steps.SelectMany(step => RunChecks.RunsIn(step.Journal).Reverse().Select(run => (run, step.Number)))
            .DistinctBy(check => check.run)];
    }

    /// <summary>More runs than are shown may have come after it.</summary>
    static async Task<DatabricksRun?> LastCheckAsync(
        DatabricksWorkspace workspace, IReadOnlyList<DatabricksRun> runs, IReadOnlyList<(long Run, int Deployment)> checks,
        CancellationToken cancellationToken) =>
        checks is [var (id, _), ..]
            ? runs.FirstOrDefault(run => run.RunId == id) ?? await workspace.Runs.FindAsync(id, cancellationToken)
            : null;

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
