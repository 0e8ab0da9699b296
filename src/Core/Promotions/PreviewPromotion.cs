using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>Shows what a promotion would bring before anybody asks for it. Writes nothing.</summary>
public sealed class PreviewPromotion(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, MakePlan makePlan)
{
    /// <returns>Null when there is no such pipeline, stage or release.</returns>
    public async Task<PreviewView?> RunAsync(string pipeline, string stage, int number, CancellationToken cancellationToken)
    {
        if (pipelines.Find(pipeline) is not { } found || found.Find(stage) is not { } into)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var release = await db.Releases.AsNoTracking().SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken);
        if (release is null)
        {
            return null;
        }

        var live = await db.LiveAsync(pipeline, stage, cancellationToken);
        var planned = release.BundleDigest is null
            ? new PlanOutcome.Impossible([release.ArchiveFault ?? "The release's bundle is not stored yet."])
            : await makePlan.RunAsync(found, into, release, live, cancellationToken);
        var plan = planned is PlanOutcome.Made made ? PlanView.Of(made.Plan) : null;
        var replaces = live is null ? null : ReleaseLine.Of(live);
        var kind = live is not null && live.Number > release.Number ? PromotionKind.Rollback : PromotionKind.Forward;
        return new()
        {
            Pipeline = found,
            Stage = into,
            Release = ReleaseLine.Of(release),
            Replaces = replaces,
            Commits = await db.CommitsBetweenAsync(live, release, cancellationToken),
            Plan = plan,
            Risks = planned is PlanOutcome.Made ? Risk.In(plan, kind, stage, replaces, release.CheckRuns) : [],
            Faults = planned is PlanOutcome.Impossible impossible ? impossible.Faults : [],
        };
    }
}

public sealed record PreviewView
{
    public required Pipeline Pipeline { get; init; }

    public required Stage Stage { get; init; }

    public required ReleaseLine Release { get; init; }

    public required ReleaseLine? Replaces { get; init; }

    public required IReadOnlyList<ReleaseCommit> Commits { get; init; }

    public required PlanView? Plan { get; init; }

    /// <summary>Worst first.</summary>
    public required IReadOnlyList<Risk> Risks { get; init; }

    /// <summary>Why no plan can be made; empty when there is one.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
