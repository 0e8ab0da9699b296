namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>How long a call to a workspace is tried again. Real waits of seconds; tests set shorter ones.</summary>
public sealed record DatabricksRetry
{
    /// <summary>From the first attempt to the start of the last one; a longer Retry-After ends the tries at once.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>One attempt, answer included.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Doubled after every attempt, unless the workspace names a Retry-After.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan PauseAfter(int attempt) => FirstPause * Math.Pow(2, Math.Min(attempt, 6));
}
