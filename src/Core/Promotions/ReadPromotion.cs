using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>What changes, what could go wrong, who may sign, and what exactly is signed.</summary>
public sealed class ReadPromotion(IDbContextFactory<PortalDb> database, PipelineCatalog pipelines, ApprovalPolicy policy)
{
    /// <param name="reader">Objections are told from this person's place.</param>
    /// <returns>Null when there is no such promotion.</returns>
    public async Task<PromotionView?> RunAsync(string pipeline, int number, Person reader, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var promotion = await db.Promotions.AsNoTracking().Include(row => row.Release).Include(row => row.Approvals)
            .SingleOrDefaultAsync(row => row.Pipeline == pipeline && row.Number == number, cancellationToken);
        if (promotion is null || pipelines.Find(pipeline) is not { } found)
        {
            return null;
        }

        var replaces = promotion.ReplacesId is { } id
            ? await db.Releases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;
        var since = await db.StageStates.Where(
            row => row.Pipeline == pipeline && row.Stage == promotion.Stage && row.ReleaseId == promotion.ReplacesId)
            .Select(row => row.Since).SingleOrDefaultAsync(cancellationToken);
        var people = await db.People.AsNoTracking().OrderBy(person => person.Name).ToListAsync(cancellationToken);
        var deployment = await db.Deployments.Where(row => row.PromotionId == promotion.Id)
            .OrderByDescending(row => row.Number).Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken);

        var plan = promotion.PlanJson is { } json ? PlanView.Of(Plan.FromJson(json)) : null;
        var replaced = replaces is null ? null : ReleaseLine.Of(replaces);
        return new()
        {
            Pipeline = found,
            Stage = found.Get(promotion.Stage),
            Number = promotion.Number,
            Release = ReleaseLine.Of(promotion.Release),
            Replaces = replaced,
            ReplacesSince = since,
            Kind = promotion.Kind,
            RequesterName = promotion.RequesterName,
            Reason = promotion.Reason,
            RequestedAt = promotion.RequestedAt,
            Decision = promotion.Decision,
            DecidedAt = promotion.DecidedAt,
            DecidedByName = promotion.DecidedByName,
            DecisionReason = promotion.DecisionReason,
            Plan = plan,
            PlanDigest = promotion.PlanDigest,
            PlannedAt = promotion.PlannedAt,
            OlderPlan = promotion.OlderPlanJson is { } older ? PlanView.Of(Plan.FromJson(older)) : null,
            Risks = Risk.In(plan, promotion.Kind, promotion.Stage, replaced, promotion.Release.CheckRuns),
            ApprovalsNeeded = promotion.ApprovalsNeeded,
            Approvals = [.. promotion.Approvals.OrderBy(item => item.At).Select(item => Approval(item, promotion))],
            Commits = promotion.Commits,
            Checks = promotion.Release.CheckRuns,
            Signers = [.. Signers(promotion, people)],
            Objections = policy.Objections(promotion, reader, null),
            MayWithdraw = promotion.IsOpen && (promotion.RequesterId == reader.Id || reader.Is(Roles.Admin)),
            Deployment = deployment,
        };
    }

    static ApprovalView Approval(Approval item, Promotion promotion) => new(
        item.PersonId, item.PersonName, item.Verdict, item.Comment, item.PlanDigest, item.At,
        promotion.Counts(item));

    // Viewers are left out: that they may not sign is no news.
    IEnumerable<SignerView> Signers(Promotion promotion, IReadOnlyList<KnownPerson> people) => people
        .Select(known => known.AsPerson())
        .Where(person => person.Is(Roles.Approver) || promotion.Commits.CountBy(person) > 0)
        .Select(person => new SignerView(person, policy.Objections(promotion, person, null)));
}
