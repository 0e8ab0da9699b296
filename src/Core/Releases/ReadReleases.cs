using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Releases;

/// <summary>Releases with their state in every stage, newest first.</summary>
public sealed class ReadReleases(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines)
{
    /// <param name="before">Only releases with a lower number; null for the newest.</param>
    /// <exception cref="KeyNotFoundException">There is no such pipeline.</exception>
    public async Task<IReadOnlyList<ReleaseRow>> RunAsync(string pipeline, int? before, int size, CancellationToken cancellationToken)
    {
        var stages = pipelines.Get(pipeline).Stages;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var releases = await db.Releases.AsNoTracking()
            .Where(row => row.Pipeline == pipeline && (before == null || row.Number < before))
            .OrderByDescending(row => row.Number).Take(size).ToListAsync(cancellationToken);
        var facts = await ReleaseFacts.ReadAsync(db, pipeline, [.. releases.Select(row => row.Id)], cancellationToken);

        return [.. releases.Select(release => Row(release, stages, facts))];
    }

    static ReleaseRow Row(Release release, IReadOnlyList<Stage> stages, ReleaseFacts facts)
    {
        StageCell[] cells = [.. stages.Select(stage => facts.Cell(release.Id, stage.Name))];
        return new()
        {
            Release = ReleaseLine.Of(release),
            CommittedAt = release.CommittedAt,
            Checks = release.Checks,
            QuarantineReason = release.QuarantineReason,
            Cells = cells,
            Next = Next(release, stages, cells, facts),
        };
    }

    static NextStep Next(Release release, IReadOnlyList<Stage> stages, StageCell[] cells, ReleaseFacts facts)
    {
        if (release.IsQuarantined)
        {
            return new NextStep.Quarantined();
        }

        if (cells.FirstOrDefault(cell => cell.Decision is DecisionState.AwaitingApproval) is { Promotion: { } open })
        {
            return new NextStep.Review(open);
        }

        var reached = Array.FindLastIndex(cells, cell => facts.HasSucceeded(release, cell.Stage));
        if (reached == stages.Count - 1)
        {
            return cells[reached].IsLive ? new NextStep.Nothing("In every stage")
                : facts.IsLastBeforeLive(release, stages[reached].Name) ? new NextStep.Return(stages[reached].Name)
                : new NextStep.Nothing("Replaced by a newer one");
        }

        var next = stages[reached + 1].Name;
        if (cells[reached + 1].Run is RunState.Queued or RunState.Running)
        {
            return new NextStep.Nothing($"After {next} succeeds");
        }

        if (facts.Live(next) is { } live && live.Number > release.Number)
        {
            return new NextStep.Nothing($"Part of {live.Short}");
        }

        return reached >= 0 ? new NextStep.Promote(next) : BeforeFirst(release, stages[0], cells[0], facts);
    }

    static NextStep BeforeFirst(Release release, Stage first, StageCell cell, ReleaseFacts facts) => release switch
    {
        { Checks: ChecksVerdict.Pending } => new NextStep.Nothing("Waits for its checks"),
        { Checks: ChecksVerdict.Failed } => new NextStep.Nothing("Its checks failed"),
        { ArchiveFault: not null } => new NextStep.Nothing("It has no usable bundle"),
        _ when !first.IsAutomatic || cell.Run is not null => new NextStep.Promote(first.Name),
        _ => new NextStep.Nothing(facts.IsPassedOver(release, first.Name) ? "A newer one went first" : $"Goes to {first.Name} by itself"),
    };
}
