using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Runs;

/// <summary>How the ELT job does in one stage.</summary>
public sealed record StageRunsView
{
    public required Stage Stage { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    public required JobView? Job { get; init; }

    /// <summary>Why there is no job, as a sentence; null when there is one.</summary>
    public required string? WithoutJob { get; init; }

    /// <summary>The newest first; no more than the chart shows.</summary>
    public required IReadOnlyList<RunView> Runs { get; init; }

    /// <summary>As the last run that counted them found them.</summary>
    public required RowCounts? Counts { get; init; }

    public required DateTimeOffset? CountedAt { get; init; }

    /// <summary>As many runs as the chart shows.</summary>
    public const int Shown = 30;

    /// <summary>There are no older runs than these.</summary>
    public bool IsWhole => Runs.Count < Shown;

    public RunView? LastScheduled => Runs.FirstOrDefault(run => run.Kind is RunKind.Scheduled);

    /// <summary>However many runs there were since.</summary>
    public required RunView? LastCheck { get; init; }

    public bool IsRunning => Runs.Any(run => run.EndedAt is null);
}

/// <param name="NextAt">When the schedule starts it next; null when it has none or is paused.</param>
public sealed record JobView(string Name, Uri Page, bool IsPaused, DateTimeOffset? NextAt);

/// <param name="Trouble">In words, when it did not succeed.</param>
public sealed record RunView(
    long Id, Uri? Page, RunKind Kind, int? Deployment, RunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Trouble);

public enum RunKind
{
    /// <summary>The job's schedule started it.</summary>
    Scheduled,

    /// <summary>A deployment checks its release.</summary>
    Check,

    /// <summary>A person started it, here or in Databricks.</summary>
    ByHand,
}
