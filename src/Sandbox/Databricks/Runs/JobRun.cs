using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>One run of a job, from the wish to its end.</summary>
public sealed class JobRun
{
    public required long RunId { get; init; }

    public required long JobId { get; init; }

    /// <summary>PERIODIC for one that the schedule started, ONE_TIME for one that somebody asked for.</summary>
    public required string Trigger { get; init; }

    /// <summary>The job's settings when the run was asked for.</summary>
    public required JsonObject Settings { get; init; }

    public string? IdempotencyToken { get; init; }

    /// <summary>Values that stand in for the defaults of the job's parameters.</summary>
    public Dictionary<string, string> Parameters { get; init; } = new(StringComparer.Ordinal);

    public RunStatus Status { get; init; } = new();

    /// <summary>Every attempt at every task; a later attempt stands behind the earlier ones.</summary>
    public List<TaskRun> Tasks { get; init; } = [];

    public bool IsOver => Status.IsOver;

    /// <summary>Of every task the attempt that counts.</summary>
    public IReadOnlyList<TaskRun> LastAttempts() =>
        [.. Tasks.GroupBy(task => task.Key, StringComparer.Ordinal).Select(attempts => attempts.Last())];
}
