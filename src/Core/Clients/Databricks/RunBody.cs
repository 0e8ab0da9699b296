using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Clients.Databricks;

sealed record RunNow(long JobId, string IdempotencyToken, IReadOnlyList<string>? Only, IReadOnlyDictionary<string, string>? JobParameters);

sealed record RunId([property: JsonPropertyName("run_id")] long Value);

sealed record RunStarted(long RunId);

sealed record RunPage(IReadOnlyList<RunBody>? Runs, string? NextPageToken);

/// <summary>A run, or an attempt at a task of one. Times are milliseconds since 1970; 0 means not yet.</summary>
sealed record RunBody
{
    public required long RunId { get; init; }

    public string? RunPageUrl { get; init; }

    public string? Trigger { get; init; }

    public RunStateBody? State { get; init; }

    public RunStatusBody? Status { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public long? ExecutionDuration { get; init; }

    public string? TaskKey { get; init; }

    public int? AttemptNumber { get; init; }

    /// <summary>One entry an attempt, not one a task.</summary>
    public IReadOnlyList<RunBody>? Tasks { get; init; }

    public DatabricksRun ToRun() => new(
        RunId, Uri.TryCreate(RunPageUrl, UriKind.Absolute, out var page) ? page : null, Trigger is "PERIODIC", StateOf(),
        At(StartTime) ?? DateTimeOffset.UnixEpoch, At(EndTime),
        [.. (Tasks ?? []).Select(task => task.ToTask()).GroupBy(task => task.Key, StringComparer.Ordinal).Select(attempts => attempts.MaxBy(task => task.Attempt)!)]);

    DatabricksTaskRun ToTask() =>
        new(TaskKey ?? "", RunId, AttemptNumber ?? 0, StateOf(), At(EndTime), TimeSpan.FromMilliseconds(ExecutionDuration ?? 0));

    DatabricksRunState StateOf() =>
        new(State?.LifeCycleState ?? "PENDING", State?.ResultState, State?.StateMessage ?? "", Status?.TerminationDetails?.Type);

    static DateTimeOffset? At(long? milliseconds) =>
        milliseconds is > 0 and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}

sealed record RunStateBody(string? LifeCycleState, string? ResultState, string? StateMessage);

sealed record RunStatusBody(RunTermination? TerminationDetails);

sealed record RunTermination(string? Type);

sealed record RunOutput(NotebookOutput? NotebookOutput, string? Error, string? ErrorTrace);

sealed record NotebookOutput(string? Result);
