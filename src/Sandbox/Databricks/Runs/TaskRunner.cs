using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks.Notebooks;
using ReleasePortal.Sandbox.Databricks.Sql;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Carries one run out: every task as soon as those that it waits for are over, and again where its settings want that.</summary>
sealed class TaskRunner(
    StateFile<DatabricksState> state, StateFile<MetastoreState> metastore, StageDatabase database, string catalog, TimeSpan taskDuration,
    TimeProvider clock)
{
    const string Failed = "Workload failed, see run output for details";

    /// <param name="cancelled">Somebody cancels the run, or the sandbox stops.</param>
    public async Task RunAsync(JobRun run, CancellationToken cancelled)
    {
        Change(() => run.Status.Start(clock.GetUtcNow()));
        using var timeout = Limit(run.Settings);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, timeout.Token);
        Dictionary<string, Task> tasks = new(StringComparer.Ordinal);
        foreach (var task in TaskGraph.InOrder(state.Read(_ => run.LastAttempts())))
        {
            Task[] before = [.. TaskGraph.DependenciesOf(task.Settings).Select(key => tasks[key])];
            tasks.Add(task.Key, AfterAsync(before, run, task, stop.Token, timeout.Token));
        }

        await Task.WhenAll(tasks.Values);
        Change(() => Finish(run, cancelled.IsCancellationRequested, timeout.IsCancellationRequested));
    }

    async Task AfterAsync(Task[] before, JobRun run, TaskRun task, CancellationToken stop, CancellationToken timeout)
    {
        await Task.WhenAll(before);
        if (!task.Status.IsOver && MayStart(run, task, stop, timeout))
        {
            await AttemptAsync(run, task, stop, timeout);
        }

        while (Again(run, task, stop) is { } next)
        {
            if (await PausedAsync(task, next, stop, timeout))
            {
                await AttemptAsync(run, next, stop, timeout);
            }

            task = next;
        }
    }

    bool MayStart(JobRun run, TaskRun task, CancellationToken stop, CancellationToken timeout) => state.Change(_ =>
    {
        if (stop.IsCancellationRequested)
        {
            End(task, timeout);
        }
        else if (TaskGraph.InsteadOf(task, run) is var (result, message))
        {
            task.Status.Skip(result, message, clock.GetUtcNow());
        }

        return !task.Status.IsOver;
    });

    TaskRun? Again(JobRun run, TaskRun ended, CancellationToken stop) =>
        stop.IsCancellationRequested || !TaskRetries.Wants(ended) ? null : state.Change(workspace =>
    {
        var next = TaskRetries.After(ended, workspace.NextId(), clock.GetUtcNow());
        run.Tasks.Add(next);
        return next;
    });

    /// <returns>False when the run was stopped meanwhile.</returns>
    async Task<bool> PausedAsync(TaskRun ended, TaskRun next, CancellationToken stop, CancellationToken timeout)
    {
        try
        {
            await Task.Delay(TaskRetries.PauseAfter(ended, clock.GetUtcNow()), clock, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            Change(() => End(next, timeout));
            return false;
        }
    }

    async Task AttemptAsync(JobRun run, TaskRun task, CancellationToken stop, CancellationToken timeout)
    {
        using var own = Limit(task.Settings);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, own.Token);
        Change(() => task.Status.Start(clock.GetUtcNow()));
        try
        {
            await Task.Delay(taskDuration, either.Token);
            var result = await RunNotebookAsync(run, task, either.Token);
            Change(() =>
            {
                task.Result = result;
                task.Status.End("TERMINATED", "SUCCESS", "", clock.GetUtcNow());
            });
        }
        catch (Exception) when (either.IsCancellationRequested)
        {
            Change(() => End(task, own.IsCancellationRequested ? own.Token : timeout));
        }
        catch (NotebookException fault)
        {
            Change(() => Fail(task, fault.Message, fault.Trace).End("TERMINATED", "FAILED", Failed, clock.GetUtcNow()));
        }
        catch (Exception fault)
        {
            Change(() => Fail(task, $"The sandbox itself failed: {fault.Message}", fault.ToString()).Break(Failed, clock.GetUtcNow()));
        }
    }

    async Task<string?> RunNotebookAsync(JobRun run, TaskRun task, CancellationToken stop)
    {
        if (task.Settings["notebook_task"] is not JsonObject notebook)
        {
            throw new NotebookException($"The sandbox runs notebook tasks only, and {task.Key} is none.");
        }

        var path = notebook.Text("notebook_path")!;
        var source = state.Read(workspace => workspace.Files.GetValueOrDefault(WorkspacePath.Parse(path)))
            ?? throw new NotebookException(
                $"Unable to access the notebook \"{path}\". Either it does not exist, or the identity used to run this job lacks the required permissions.");
        using var session = new SqlSession(state, metastore, database, catalog, clock);
        var execution = new NotebookRun(session, TaskParameters.Of(run, task));
        await execution.RunAsync(Notebook.Cells(source.Text, source.Language), stop);
        return execution.Result;
    }

    static RunStatus Fail(TaskRun task, string error, string trace)
    {
        (task.Error, task.ErrorTrace) = (error, trace);
        return task.Status;
    }

    void End(TaskRun task, CancellationToken timeout) => task.Status.End(
        "TERMINATED", timeout.IsCancellationRequested ? "TIMEDOUT" : "CANCELED",
        timeout.IsCancellationRequested ? "The time allowed for it ran out." : "Run cancelled.", clock.GetUtcNow());

    /// <summary>A run that failed because a task did ends as INTERNAL_ERROR: so the service says it, whoever is to blame.</summary>
    void Finish(JobRun run, bool cancelled, bool timedOut)
    {
        var failed = run.LastAttempts().FirstOrDefault(task => task.Status.Result is "FAILED" or "TIMEDOUT");
        var message = $"Task {failed?.Key} failed with message: {failed?.Status.Message}. This caused all downstream tasks to get skipped.";
        if (failed is { Status.IsBroken: true })
        {
            run.Status.Break(message, clock.GetUtcNow());
            return;
        }

        var (lifeCycle, result, told) = (cancelled, timedOut, TaskGraph.ResultOf(run)) switch
        {
            (true, _, _) => ("TERMINATED", "CANCELED", "Run cancelled."),
            (_, true, _) => ("TERMINATED", "TIMEDOUT", $"The run took longer than {run.Settings["timeout_seconds"]} seconds."),
            (_, _, "FAILED") => ("INTERNAL_ERROR", "FAILED", message),
            var (_, _, good) => ("TERMINATED", good, ""),
        };
        run.Status.End(lifeCycle, result, told, clock.GetUtcNow());
    }

    /// <summary>Zero seconds, the default of the service, means no limit.</summary>
    CancellationTokenSource Limit(JsonObject settings) =>
        (int?)settings["timeout_seconds"] is > 0 and var seconds ? new(TimeSpan.FromSeconds(seconds), clock) : new();

    void Change(Action change) => state.Change(_ =>
    {
        change();
        return true;
    });
}
