using System.Text.Json.Serialization;

namespace ReleasePortal.Sandbox.Databricks.Runs;

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

    /// <summary>The sandbox, not what it ran, is to blame.</summary>
    [JsonInclude]
    public bool IsBroken { get; private set; }

    public bool IsOver => EndedAt is not null;

    /// <summary>It began and did not end well, or what it waited for did not.</summary>
    public bool WentWrong => Result is "FAILED" or "TIMEDOUT" or "CANCELED" or "UPSTREAM_FAILED" or "UPSTREAM_CANCELED";

    public TimeSpan Took => StartedAt is { } started && EndedAt is { } ended ? ended - started : TimeSpan.Zero;

    public void Queue(string message) => (LifeCycle, Message) = ("QUEUED", message);

    /// <summary>Waits for other tasks.</summary>
    public void Block() => LifeCycle = "BLOCKED";

    public void WaitForRetry(string message) => (LifeCycle, Message) = ("WAITING_FOR_RETRY", message);

    public void Start(DateTimeOffset at) => (LifeCycle, Message, StartedAt) = ("RUNNING", "", at);

    public void Stop() => (LifeCycle, Message) = ("TERMINATING", "");

    public void End(string lifeCycle, string result, string message, DateTimeOffset at) =>
        (LifeCycle, Result, Message, EndedAt) = (lifeCycle, result, message, at);

    /// <summary>The end of what never began.</summary>
    public void Skip(string result, string message, DateTimeOffset at) => End("SKIPPED", result, message, at);

    public void Break(string message, DateTimeOffset at)
    {
        IsBroken = true;
        End("INTERNAL_ERROR", "FAILED", message, at);
    }
}
