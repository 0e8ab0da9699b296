using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>A release as a line: enough to name it and to find it.</summary>
/// <param name="Commit">Full commit id.</param>
public sealed record ReleaseLine(int Number, string Commit, string Title, IReadOnlyList<string> Authors)
{
    public string Short => Commit[..7];

    internal static ReleaseLine Of(Release release) =>
        new(
            release.Number, release.Commit.Value, release.Title,
            [.. release.Authors.Select(author => author.Name).Distinct(StringComparer.OrdinalIgnoreCase)]);
}

/// <summary>A release and how far it came.</summary>
public sealed record ReleaseRow
{
    public required ReleaseLine Release { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    public required ChecksVerdict Checks { get; init; }

    public required string? QuarantineReason { get; init; }

    /// <summary>One per stage of the pipeline, in its order.</summary>
    public required IReadOnlyList<StageCell> Cells { get; init; }

    public required NextStep Next { get; init; }
}

/// <summary>A release in a stage: the state of its newest deployment, or of its promotion while that waits.</summary>
public sealed record StageCell(string Stage)
{
    public RunState? Run { get; init; }

    public int? Deployment { get; init; }

    public DecisionState? Decision { get; init; }

    public int? Promotion { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>A few words below the state: the step, the reason, the approvals given.</summary>
    public string? Note { get; init; }

    public bool IsLive { get; init; }
}

/// <summary>What a person can do next with a release.</summary>
public abstract record NextStep
{
    NextStep()
    {
    }

    /// <param name="Stage">The stage the release can be requested for.</param>
    public sealed record Promote(string Stage) : NextStep;

    /// <param name="Promotion">Number of the promotion that waits.</param>
    public sealed record Review(int Promotion) : NextStep;

    /// <param name="Stage">The stage that can go back to this release.</param>
    public sealed record Return(string Stage) : NextStep;

    public sealed record Quarantined : NextStep;

    /// <param name="Words">Why there is nothing to do, in a few words.</param>
    public sealed record Nothing(string Words) : NextStep;
}
