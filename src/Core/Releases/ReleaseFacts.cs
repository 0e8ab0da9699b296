using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>What happened to some releases in the stages, read in three queries and then looked up.</summary>
sealed class ReleaseFacts
{
    readonly ILookup<(Guid Release, string Stage), Run> _runs;
    readonly ILookup<(Guid Release, string Stage), Wish> _wishes;
    readonly Dictionary<string, LiveRelease> _live;
    readonly ILookup<string, int> _earlier;
    readonly Dictionary<string, int> _newest;

    ReleaseFacts(
        IReadOnlyList<Run> runs, IReadOnlyList<Wish> wishes, IReadOnlyList<LiveRelease> live,
        IReadOnlyList<(string Stage, int Release)> earlier, Dictionary<string, int> newest)
    {
        _runs = runs.ToLookup(run => (run.ReleaseId, run.Stage));
        _wishes = wishes.ToLookup(wish => (wish.ReleaseId, wish.Stage));
        _live = live.ToDictionary(item => item.Stage, StringComparer.Ordinal);
        _earlier = earlier.ToLookup(item => item.Stage, item => item.Release, StringComparer.Ordinal);
        _newest = newest;
    }

    public static async Task<ReleaseFacts> ReadAsync(
        PortalDb db, string pipeline, IReadOnlyList<Guid> releases, CancellationToken cancellationToken)
    {
        var runs = await db.Deployments.Where(row => releases.Contains(row.ReleaseId) && row.Promotion.Kind != PromotionKind.Provision)
            .Select(row => new Run(
                row.ReleaseId, row.Stage, row.Number, row.State, row.FinishedAt ?? row.StartedAt ?? row.QueuedAt, row.Reason,
                row.Steps.Count(step => step.State == RunState.Succeeded), row.Steps.Count))
            .ToListAsync(cancellationToken);
        var wishes = await db.Promotions.Where(
            row => releases.Contains(row.ReleaseId) && row.Kind != PromotionKind.Automatic && row.Kind != PromotionKind.Provision)
            .Select(row => new Wish(
                row.ReleaseId, row.Stage, row.Number, row.Decision, row.DecidedAt ?? row.RequestedAt, row.DecisionReason,
                row.ApprovalsNeeded,
                row.Approvals.Count(
                    approval =>
                        approval.PlanDigest == row.PlanDigest && approval.Verdict == Verdict.Approve && approval.At >= row.PlannedAt)))
            .ToListAsync(cancellationToken);
        var live = await db.StageStates.Where(state => state.Pipeline == pipeline)
            .Join(
                db.Releases, state => state.ReleaseId, release => release.Id,
                (state, release) => new { state.Stage, release.Id, release.Number, release.Commit })
            .ToListAsync(cancellationToken);
        var earlier = await db.Deployments.Where(
            row => row.Pipeline == pipeline && row.State == RunState.Succeeded && row.Promotion.Kind != PromotionKind.Provision)
            .Select(row => new { row.Stage, row.Release.Number }).Distinct().ToListAsync(cancellationToken);
        return new(
            runs,
            wishes,
            [.. live.Select(item => new LiveRelease(item.Stage, item.Id, item.Number, item.Commit.Short))],
            [.. earlier.Select(item => (item.Stage, item.Number))],
            await db.Deployments.Where(row => row.Pipeline == pipeline && row.Promotion.Kind != PromotionKind.Provision)
                .Select(row => new { row.Stage, row.Release.Number })
                .GroupBy(row => row.Stage)
                .Select(group => new { Stage = group.Key, Newest = group.Max(row => row.Number) })
                .ToDictionaryAsync(item => item.Stage, item => item.Newest, StringComparer.Ordinal, cancellationToken));
    }

    public bool HasSucceeded(Release release, string stage) => _earlier[stage].Contains(release.Number);

    /// <summary>Whether a newer release was brought on its way into the stage.</summary>
    public bool IsPassedOver(Release release, string stage) => _newest.GetValueOrDefault(stage) > release.Number;

    public LiveRelease? Live(string stage) => _live.GetValueOrDefault(stage);

    /// <summary>Whether the stage had this release directly before the one that is live.</summary>
    public bool IsLastBeforeLive(Release release, string stage) =>
        Live(stage) is { } live && _earlier[stage].Where(number => number < live.Number).DefaultIfEmpty(0).Max() == release.Number;

    public StageCell Cell(Guid release, string stage)
    {
        var run = _runs[(release, stage)].MaxBy(item => item.Number);
        var wish = _wishes[(release, stage)].MaxBy(item => item.Number);
        var cell = new StageCell(stage) { IsLive = Live(stage)?.Id == release };
        if (wish is { Decision: not DecisionState.Approved } && (run is null || wish.Decision is DecisionState.AwaitingApproval))
        {
            return cell with
            {
                Decision = wish.Decision,
                Promotion = wish.Number,
                At = wish.At,
                Note = wish.Decision is DecisionState.AwaitingApproval ? $"{wish.Given} of {wish.Needed}" : wish.Reason,
            };
        }

        return run is null ? cell : cell with
        {
            Run = run.State,
            Deployment = run.Number,
            At = run.At,
            Note = run.State is RunState.Running ? $"step {Math.Min(run.Done + 1, run.Steps)} of {run.Steps}" : run.Reason,
        };
    }

    internal sealed record LiveRelease(string Stage, Guid Id, int Number, string Short);

    sealed record Run(Guid ReleaseId, string Stage, int Number, RunState State, DateTimeOffset At, string? Reason, int Done, int Steps);

    sealed record Wish(
        Guid ReleaseId, string Stage, int Number, DecisionState Decision, DateTimeOffset At, string? Reason, int Needed, int Given);
}
