namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>A run that somebody, or the schedule, asks for.</summary>
sealed record RunWish
{
    public required long JobId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>A second wish with the same one is the first run again.</summary>
    public string? IdempotencyToken { get; init; }

    /// <summary>Tasks to run; null for all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    public Dictionary<string, string> Parameters { get; init; } = [];

    /// <summary>Null leaves it to the job.</summary>
    public bool? MayQueue { get; init; }
}
