using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Databricks.Notebooks;
using ReleasePortal.Sandbox.Databricks.Sql;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>Carries one run out: every task as soon as those that it waits for are over.</summary>
sealed class TaskRunner(StateFile<DatabricksState> state, StageDatabase database, string catalog, TimeSpan taskDuration, TimeProvider clock)
{
    /// <param name="cancelled">Somebody cancels the run, or the sandbox stops.</param>
    public async Task RunAsync(JobRun run, CancellationToken cancelled)
    {
        Change(() => run.Status.Start(clock.GetUtcNow()));
        using var timeout = Limit(run.Settings);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, timeout.Token);
        Dictionary<string, Task> tasks = new(StringComparer.Ordinal);
        foreach (var task in TaskGraph.InOrder(run.Tasks))
        {
            Task[] before = [.. TaskGraph.DependenciesOf(task).Select(key => tasks[key])];
            tasks.Add(task.Key, AfterAsync(before, run, task, stop.Token, timeout.Token));
        }

        await Task.WhenAll(tasks.Values);
        Change(() => Finish(run, cancelled.IsCancellationRequested, timeout.IsCancellationRequested));
    }

    async Task AfterAsync(Task[] before, JobRun run, TaskRun task, CancellationToken stop, CancellationToken timeout)
    {
        await Task.WhenAll(before);
        if (task.Status.IsOver)
        {
            return;
        }

        if (stop.IsCancellationRequested)
        {
            Stop(task, timeout);
        }
        else if (TaskGraph.ObjectionTo(task, run) is { } objection)
        {
            Change(() => task.Status.End("SKIPPED", "UPSTREAM_FAILED", objection, clock.GetUtcNow()));
        }
        else
        {
            await RunAsync(run, task, stop, timeout);
        }
    }

    async Task RunAsync(JobRun run, TaskRun task, CancellationToken stop, CancellationToken timeout)
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
            Stop(task, own.IsCancellationRequested ? own.Token : timeout);
        }
        catch (NotebookException fault)
        {
            Fail(task, fault.Message, fault.Trace);
        }
        catch (Exception fault)
        {
            Fail(task, $"The sandbox itself failed: {fault.Message}", fault.ToString());
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
            ?? throw new NotebookException($"Unable to access the notebook \"{path}\". Either it does not exist, or the identity used to run this job lacks the required permissions.");
        using var session = new SqlSession(state, database, catalog, clock);
        var execution = new NotebookRun(session, TaskParameters.Of(run, task));
        await execution.RunAsync(Notebook.Cells(source.Text, source.Language), stop);
        return execution.Result;
    }

    void Fail(TaskRun task, string error, string trace) => Change(() =>
    {
        (task.Error, task.ErrorTrace) = (error, trace);
        task.Status.End("TERMINATED", "FAILED", "Workload failed, see run output for details", clock.GetUtcNow());
    });

    void Stop(TaskRun task, CancellationToken timeout) => Change(() => task.Status.End(
        "TERMINATED", timeout.IsCancellationRequested ? "TIMEDOUT" : "CANCELED", timeout.IsCancellationRequested ? "The time allowed for it ran out." : "Run cancelled.", clock.GetUtcNow()));

    void Finish(JobRun run, bool cancelled, bool timedOut)
    {
        var failed = run.Tasks.Find(task => task.Status.Result is "FAILED" or "TIMEDOUT");
        var (result, message) = cancelled ? ("CANCELED", "Run cancelled.")
            : timedOut ? ("TIMEDOUT", $"The run took longer than {run.Settings["timeout_seconds"]} seconds.")
            : TaskGraph.Succeeded(run) ? ("SUCCESS", "")
            : ("FAILED", $"Task {failed?.Key} failed with message: {failed?.Status.Message}. This caused all downstream tasks to get skipped.");
        run.Status.End("TERMINATED", result, message, clock.GetUtcNow());
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
