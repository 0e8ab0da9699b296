using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>The runs of one workspace: starts them, lets them wait for each other, ends them.</summary>
sealed class JobRuns : IDisposable
{
    /// <summary>Older ones are forgotten, as the service forgets them after 60 days.</summary>
    const int Kept = 500;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly StateFile<DatabricksState> _state;
    readonly TaskRunner _runner;
    readonly TimeProvider _clock;
    readonly ConcurrentDictionary<long, CancellationTokenSource> _running = new();
    readonly CancellationTokenSource _stopping = new();

    public JobRuns(StateFile<DatabricksState> state, TaskRunner runner, TimeProvider clock)
    {
        (_state, _runner, _clock) = (state, runner, clock);
        _state.Change(workspace =>
        {
            foreach (var run in workspace.Runs.Where(run => !run.IsOver))
            {
                Break(run, "The sandbox was stopped while it ran.");
            }

            return true;
        });
    }

    /// <returns>The id of the run.</returns>
    public long Start(RunWish wish)
    {
        var (run, isNew) = _state.Change(workspace => Add(workspace, wish));
        if (isNew && run.Status.LifeCycle is "PENDING")
        {
            Go(run);
        }

        return run.RunId;
    }

    public void Cancel(long runId)
    {
        _state.Change(workspace =>
        {
            if (workspace.Runs.Find(run => run.RunId == runId) is not { IsOver: false } run)
            {
                return false;
            }

            if (_running.TryGetValue(runId, out var running))
            {
                run.Status.Stop();
                _ = running.CancelAsync();
            }
            else
            {
                End(run, "TERMINATED", "CANCELED", "Run cancelled.");
            }

            return true;
        });
    }

    /// <summary>What still runs reads files that go with the sandbox, so it is waited for, but not for ever.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        SpinWait.SpinUntil(() => _running.IsEmpty, Patience);
        _stopping.Dispose();
    }

    (JobRun Run, bool IsNew) Add(DatabricksState workspace, RunWish wish)
    {
        if (wish.IdempotencyToken is { } token && workspace.Runs.Find(run => run.IdempotencyToken == token) is { } known)
        {
            return (known, false);
        }

        var job = workspace.Jobs.GetValueOrDefault(wish.JobId)
            ?? throw DatabricksRefusal.Of(404, "RESOURCE_DOES_NOT_EXIST", $"Job {wish.JobId} does not exist.");
        var settings = job["settings"]!.AsObject().Copy();
        var run = new JobRun
        {
            RunId = workspace.NextId(),
            JobId = wish.JobId,
            Trigger = wish.Trigger,
            Settings = settings,
            IdempotencyToken = wish.IdempotencyToken,
            Parameters = wish.Parameters,
        };
        run.Tasks.AddRange((settings["tasks"] as JsonArray ?? []).OfType<JsonObject>().Select(task => new TaskRun
        {
            RunId = workspace.NextId(),
            Settings = task.Copy(),
            IsLeftOut = wish.Only is { } only && !only.Contains(task.Text("task_key"), StringComparer.Ordinal),
        }));
        CheckOnly(run, wish.Only);
        Begin(run);
        Admit(workspace, run, wish.MayQueue);
        workspace.Runs.Add(run);
        workspace.Runs.RemoveRange(0, Math.Max(0, workspace.Runs.Count - Kept));
        return (run, true);
    }

    void Begin(JobRun run)
    {
        var now = _clock.GetUtcNow();
        run.Status.AskedAt = now;
        foreach (var task in run.Tasks)
        {
            task.Status.AskedAt = now;
            if (task.IsLeftOut)
            {
                task.Status.Skip("EXCLUDED", "The task was not asked for.", now);
            }
            else if (TaskGraph.DependenciesOf(task.Settings).Any())
            {
                task.Status.Block();
            }
        }
    }

    static void CheckOnly(JobRun run, IReadOnlyList<string>? only)
    {
        if (only?.FirstOrDefault(key => !run.Tasks.Exists(task => task.Key == key)) is { } unknown)
        {
            throw DatabricksRefusal.Invalid($"The job has no task '{unknown}'.");
        }
    }

    void Admit(DatabricksState workspace, JobRun run, bool? mayQueue)
    {
        var most = (int)run.Settings["max_concurrent_runs"]!;
        if (workspace.Runs.Count(other => other.JobId == run.JobId && !other.IsOver && other.Status.LifeCycle is not "QUEUED") < most)
        {
            return;
        }

        // With none allowed there is nothing that a run could wait for.
        if (most > 0 && (mayQueue ?? (bool?)run.Settings["queue"]?["enabled"] ?? false))
        {
            run.Status.Queue($"Waits: the job has {most} concurrent runs already.");
        }
        else
        {
            End(run, "SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED", $"The job has {most} concurrent runs already.");
        }
    }

    void Go(JobRun run)
    {
        // Known before it begins, so that it can be cancelled from then on.
        var stop = _running[run.RunId] = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _ = Task.Run(() => RunAsync(run, stop));
    }

    async Task RunAsync(JobRun run, CancellationTokenSource stop)
    {
        try
        {
            await _runner.RunAsync(run, stop.Token);
        }
        catch (Exception fault)
        {
            _state.Change(_ =>
            {
                Break(run, $"The sandbox itself failed: {fault.Message}");
                return true;
            });
        }
        finally
        {
            // Nobody cancels it while it goes.
            _state.Change(_ => _running.TryRemove(run.RunId, out var _));
            stop.Dispose();
        }

        if (!_stopping.IsCancellationRequested && Next(run.JobId) is { } next)
        {
            Go(next);
        }
    }

    /// <summary>The one that has waited longest, if the job may run it now.</summary>
    JobRun? Next(long job) => _state.Change(workspace =>
    {
        var mine = workspace.Runs.Where(run => run.JobId == job && !run.IsOver).ToArray();
        var next = mine.FirstOrDefault(run => run.Status.LifeCycle is "QUEUED");
        if (next is null || mine.Count(run => run.Status.LifeCycle is not "QUEUED") >= (int)next.Settings["max_concurrent_runs"]!)
        {
            return null;
        }

        next.Status.Start(_clock.GetUtcNow());
        return next;
    });

    void End(JobRun run, string lifeCycle, string result, string message)
    {
        var now = _clock.GetUtcNow();
        foreach (var task in run.Tasks.Where(task => !task.Status.IsOver))
        {
            task.Status.End(lifeCycle, result, message, now);
        }

        run.Status.End(lifeCycle, result, message, now);
    }

    void Break(JobRun run, string message)
    {
        var now = _clock.GetUtcNow();
        foreach (var status in run.Tasks.Select(task => task.Status).Where(status => !status.IsOver).Append(run.Status))
        {
            status.Break(message, now);
        }
    }
}
