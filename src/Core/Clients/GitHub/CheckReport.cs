namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>All checks of a commit, and what they say together.</summary>
public sealed record CheckReport(IReadOnlyList<Check> Checks)
{
    /// <summary>One failure decides, then one that still runs.</summary>
    public CheckState Verdict =>
        Checks.Count == 0 ? CheckState.None
        : Checks.Any(check => check.State is CheckState.Failed) ? CheckState.Failed
        : Checks.Any(check => check.State is CheckState.Pending) ? CheckState.Pending
        : CheckState.Succeeded;
}

public sealed record Check(
    string Name, CheckState State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Url, string? Title);

public enum CheckState
{
    /// <summary>Nothing has reported yet, or no CI is set up.</summary>
    None,
    Pending,
    Succeeded,
    Failed,
}
