using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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

    public List<TaskRun> Tasks { get; init; } = [];

    public bool IsOver => Status.IsOver;
}

/// <summary>One task of a run.</summary>
public sealed class TaskRun
{
    public required long RunId { get; init; }

    /// <summary>As in the job's settings.</summary>
    public required JsonObject Settings { get; init; }

    public string Key => (string)Settings["task_key"]!;

    public RunStatus Status { get; init; } = new();

    /// <summary>What the notebook handed to <c>dbutils.notebook.exit</c>.</summary>
    public string? Result { get; set; }

    public string? Error { get; set; }

    public string? ErrorTrace { get; set; }
}

/// <summary>Where a run or one of its tasks stands, in the words of the service.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/jobs/getrun</remarks>
public sealed class RunStatus
{
    [JsonInclude]
    public string LifeCycle { get; private set; } = "PENDING";

    [JsonInclude]
    public string? Result { get; private set; }

    [JsonInclude]
    public string Message { get; private set; } = "";

    public DateTimeOffset AskedAt { get; set; }

    [JsonInclude]
    public DateTimeOffset? StartedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOver => EndedAt is not null;

    public void Queue(string message) => (LifeCycle, Message) = ("QUEUED", message);

    public void Start(DateTimeOffset at) => (LifeCycle, Message, StartedAt) = ("RUNNING", "", at);

    public void Stop() => (LifeCycle, Message) = ("TERMINATING", "");

    public void End(string lifeCycle, string result, string message, DateTimeOffset at) =>
        (LifeCycle, Result, Message, EndedAt) = (lifeCycle, result, message, at);
}
