using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Releases;

public sealed record ReleaseView
{
    public required Pipeline Pipeline { get; init; }

    public required ReleaseRow Row { get; init; }

    /// <summary>The whole commit message.</summary>
    public required string Message { get; init; }

    public required int? PullRequest { get; init; }

    public required string? BundleDigest { get; init; }

    public required string? ArchiveFault { get; init; }

    public required DateTimeOffset? ChecksDecidedAt { get; init; }

    public required IReadOnlyList<CheckRun> CheckRuns { get; init; }

    public required IReadOnlyList<ReleaseCommit> Commits { get; init; }

    public required string? QuarantinedByName { get; init; }

    public required DateTimeOffset? QuarantinedAt { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ReleaseEvent> Events { get; init; }
}

public enum ReleaseEventKind
{
    Merged,
    ChecksSucceeded,
    ChecksFailed,
    Requested,
    Approved,
    Rejected,
    Withdrawn,
    Superseded,
    Running,
    Succeeded,
    Failed,
    Errored,
    Cancelled,
    Quarantined,
}

/// <param name="Who">The person, stage or part the sentence starts with.</param>
/// <param name="What">The rest of the sentence.</param>
/// <param name="Quote">What the person said, if anything.</param>
/// <param name="Deployment">Number of the deployment it is about.</param>
/// <param name="Promotion">Number of the promotion it is about.</param>
public sealed record ReleaseEvent(
    DateTimeOffset At, ReleaseEventKind Kind, string Who, string What, string? Detail = null, string? Quote = null, int? Deployment = null,
    int? Promotion = null);
