using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>Shows what a promotion would bring before anybody asks for it. Writes nothing.</summary>
public sealed class PreviewPromotion(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, MakePlan makePlan)
{
    /// <returns>Null when there is no such pipeline, stage or release.</returns>
    public async Task<PreviewView?> RunAsync(string pipeline, string stage, int number, Person requester, CancellationToken cancellationToken)
    {
        if (pipelines.Find(pipeline) is not { } found || found.Find(stage) is not { } into)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await PromotionWish.ReadAsync(db, found, into, number, cancellationToken) is not { } wish)
        {
            return null;
        }

        var (release, live) = (wish.Release, wish.Live);
        var planned = release.BundleDigest is null ? null : await makePlan.RunAsync(found, into, release, live, cancellationToken);
        var plan = planned is PlanOutcome.Made made ? PlanView.Of(made.Plan) : null;
        var replaces = live is null ? null : ReleaseLine.Of(live);
        return new()
        {
            Pipeline = found,
            Stage = into,
            Release = ReleaseLine.Of(release),
            Replaces = replaces,
            Commits = await db.CommitsBetweenAsync(live, release, cancellationToken),
            Plan = plan,
            Risks = plan is null ? [] : Risk.In(plan, wish.Kind, stage, replaces, release.CheckRuns),
            Objections = wish.Objections(requester),
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

    /// <summary>Why this person cannot ask for it now; empty when they can.</summary>
    public required IReadOnlyList<string> Objections { get; init; }

    /// <summary>Why no plan can be made; empty when there is one.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
