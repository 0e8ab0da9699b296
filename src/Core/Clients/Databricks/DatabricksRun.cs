namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>A run of a job.</summary>
/// <param name="Page">Where people see it.</param>
/// <param name="Scheduled">The job's schedule started it.</param>
public sealed record DatabricksRun(long RunId, Uri? Page, bool Scheduled, DatabricksRunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<DatabricksTaskRun> Tasks);

/// <param name="RunId">Of the task; its output is asked for with it.</param>
public sealed record DatabricksTaskRun(string Key, long RunId, DatabricksRunState State, DateTimeOffset? EndedAt, TimeSpan Duration);

/// <param name="LifeCycle">Such as PENDING, RUNNING, TERMINATED.</param>
/// <param name="Result">Such as SUCCESS, FAILED, TIMEDOUT, CANCELED; null while it runs.</param>
/// <param name="Ended">Whose fault the end was: SUCCESS, CLIENT_ERROR, INTERNAL_ERROR or CLOUD_FAILURE; null while it runs.</param>
public sealed record DatabricksRunState(string LifeCycle, string? Result, string Message, string? Ended)
{
    public bool IsOver => LifeCycle is "TERMINATED" or "SKIPPED" or "INTERNAL_ERROR";

    public bool Succeeded => Result is "SUCCESS";

    /// <summary>What ran was wrong, rather than what it ran on. The life cycle does not tell: a failed notebook ends as INTERNAL_ERROR, like a lost cluster.</summary>
    public bool Failed => Result is "FAILED" or "TIMEDOUT" or "SUCCESS_WITH_FAILURES" && Ended is not ("INTERNAL_ERROR" or "CLOUD_FAILURE");
}

/// <param name="Result">What a notebook handed to <c>dbutils.notebook.exit</c>.</param>
public sealed record DatabricksRunOutput(string? Result, string? Error, string? ErrorTrace);
