using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>What waits for a signature, told from one person's place.</summary>
public sealed class ReadInbox(IDbContextFactory<PortalDb> database, ApprovalPolicy policy)
{
    public async Task<InboxView> RunAsync(string pipeline, Person person, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var open = await db.Promotions.AsNoTracking().Include(row => row.Release).Include(row => row.Approvals)
            .Where(row => row.Pipeline == pipeline && row.Decision == DecisionState.AwaitingApproval)
            .OrderBy(row => row.Number).ToListAsync(cancellationToken);
        var forMe = open.Where(promotion => policy.Objections(promotion, person, null).Count == 0).Select(WaitingView.Of).ToList();
        return new(forMe, open.Count - forMe.Count);
    }
}

/// <param name="ForYou">Oldest first.</param>
/// <param name="ForOthers">How many wait for somebody else.</param>
public sealed record InboxView(IReadOnlyList<WaitingView> ForYou, int ForOthers);

/// <summary>A promotion that waits for approvals.</summary>
public sealed record WaitingView
{
    public required int Number { get; init; }

    public required string Stage { get; init; }

    public required ReleaseLine Release { get; init; }

    public required PromotionKind Kind { get; init; }

    /// <summary>"7be03d9 to prod"; see <see cref="PromotionName"/>.</summary>
    public string Name => PromotionName.Of(Kind, Release.Short, Stage);

    public required string? RequesterName { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required int Needed { get; init; }

    public required IReadOnlyList<string> ApprovedBy { get; init; }

    /// <summary>How many commits it brings.</summary>
    public required int Commits { get; init; }

    /// <summary>People who signed in before and may approve; filled where a page names them.</summary>
    public IReadOnlyList<Person> MaySign { get; init; } = [];

    internal static WaitingView Of(Promotion promotion) => new()
    {
        Number = promotion.Number,
        Stage = promotion.Stage,
        Release = ReleaseLine.Of(promotion.Release),
        Kind = promotion.Kind,
        RequesterName = promotion.RequesterName,
        Since = promotion.RequestedAt,
        Needed = promotion.ApprovalsNeeded,
        ApprovedBy = [.. promotion.Counting.Select(approval => approval.PersonName).Distinct(StringComparer.Ordinal)],
        Commits = promotion.Commits.Count,
    };
}
