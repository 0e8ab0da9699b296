namespace ReleasePortal.Core.Releases;

/// <summary>What continuous integration says of a commit.</summary>
public enum ChecksVerdict
{
    /// <summary>Not reported yet, or still running.</summary>
    Pending,
    Succeeded,
    Failed,
}

/// <summary>One named check of a commit.</summary>
public sealed record CheckRun(string Name, ChecksVerdict Verdict, string? Summary, TimeSpan? Took, Uri? Address);
