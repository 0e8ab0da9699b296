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
    public async Task<PreviewView?> RunAsync(
        string pipeline, string stage, int number, Person requester, CancellationToken cancellationToken)
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
        var kind = wish.KindOf(plan is not { IsWithoutBundle: true });
        var replaces = live is null ? null : ReleaseLine.Of(live);
        return new()
        {
            Pipeline = found,
            Stage = into,
            Release = ReleaseLine.Of(release),
            Replaces = replaces,
            Kind = kind,
            Commits = kind is PromotionKind.Provision ? [] : await db.CommitsBetweenAsync(live, release, cancellationToken),
            Plan = plan,
            Resources = (planned as PlanOutcome.Impossible)?.Resources ?? [],
            Risks = Risk.In(plan, kind, stage, replaces, release.CheckRuns),
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

    /// <summary><see cref="PromotionKind.Provision"/> when the stage's workspace must be made first.</summary>
    public required PromotionKind Kind { get; init; }

    /// <summary>"7be03d9 to prod"; see <see cref="PromotionName"/>.</summary>
    public string Name => PromotionName.Of(Kind, Release.Short, Stage.Name);

    public required ReleaseLine? Replaces { get; init; }

    public required IReadOnlyList<ReleaseCommit> Commits { get; init; }

    public required PlanView? Plan { get; init; }

    /// <summary>Where no plan can be made: what would become of the resources, with those that stand in the way.</summary>
    public required IReadOnlyList<PlannedChange> Resources { get; init; }

    /// <summary>Worst first.</summary>
    public required IReadOnlyList<Risk> Risks { get; init; }

    /// <summary>Why this person cannot ask for it now; empty when they can.</summary>
    public required IReadOnlyList<string> Objections { get; init; }

    /// <summary>Why no plan can be made; empty when there is one.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
