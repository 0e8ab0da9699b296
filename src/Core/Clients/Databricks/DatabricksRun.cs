namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>One run of a job and its tasks.</summary>
/// <param name="Page">Where people see it.</param>
/// <param name="Scheduled">The job's schedule started it, nobody else.</param>
/// <param name="Tasks">Of every task the last attempt, in the order of the job.</param>
public sealed record DatabricksRun(
    long RunId, Uri? Page, bool Scheduled, DatabricksRunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<DatabricksTaskRun> Tasks)
{
    /// <summary>
    /// What ran was wrong, rather than what it ran on. A task that fails makes the run end as an internal error of
    /// the service, so the tasks are asked too; a task that failed makes the whole a failure even where the job's last task tidied up and
    /// succeeded.
    /// </summary>
    public bool Failed => State.Failed || (State.IsOver && State.Result is "FAILED" && Tasks.Any(task => task.State.Failed));
}

/// <param name="RunId">Of the attempt at the task; its output is asked for with it.</param>
/// <param name="Attempt">0 for the first.</param>
public sealed record DatabricksTaskRun(
    string Key, long RunId, int Attempt, DatabricksRunState State, DateTimeOffset? EndedAt, TimeSpan Duration);

/// <param name="LifeCycle">Such as PENDING, RUNNING, TERMINATED.</param>
/// <param name="Result">Such as SUCCESS, FAILED, TIMEDOUT, CANCELED; null while it runs.</param>
/// <param name="Blame">CLIENT_ERROR, INTERNAL_ERROR or CLOUD_FAILURE; null when the service does not say.</param>
public sealed record DatabricksRunState(string LifeCycle, string? Result, string Message, string? Blame)
{
    public bool IsOver => LifeCycle is "TERMINATED" or "SKIPPED" or "INTERNAL_ERROR";

    public bool Succeeded => Result is "SUCCESS";

    /// <summary>What ran was wrong, rather than what it ran on.</summary>
    public bool Failed => Result is "FAILED" or "TIMEDOUT" or "SUCCESS_WITH_FAILURES"
        && (Blame is null ? LifeCycle is "TERMINATED" : Blame is not ("INTERNAL_ERROR" or "CLOUD_FAILURE"));
}

/// <param name="Result">What a notebook handed to <c>dbutils.notebook.exit</c>.</param>
/// <param name="Error">Why it failed, in the engine's words.</param>
public sealed record DatabricksRunOutput(string? Result, string? Error, string? ErrorTrace);
