using ReleasePortal.Core.People;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions;

/// <summary>A promotion as one person sees it.</summary>
public sealed record PromotionView
{
    public required Pipeline Pipeline { get; init; }

    public required Stage Stage { get; init; }

    public required int Number { get; init; }

    public required ReleaseLine Release { get; init; }

    public required ReleaseLine? Replaces { get; init; }

    public required DateTimeOffset? ReplacesSince { get; init; }

    public required PromotionKind Kind { get; init; }

    public required string? RequesterName { get; init; }

    public required string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DecisionState Decision { get; init; }

    public required DateTimeOffset? DecidedAt { get; init; }

    public required string? DecidedByName { get; init; }

    public required string? DecisionReason { get; init; }

    public required PlanView? Plan { get; init; }

    public required string? PlanDigest { get; init; }

    public required DateTimeOffset? PlannedAt { get; init; }

    /// <summary>The plan before this one, when somebody signed it and it then changed.</summary>
    public required PlanView? OlderPlan { get; init; }

    /// <summary>Worst first.</summary>
    public required IReadOnlyList<Risk> Risks { get; init; }

    public required int ApprovalsNeeded { get; init; }

    /// <summary>Oldest first; also those that count no more.</summary>
    public required IReadOnlyList<ApprovalView> Approvals { get; init; }

    public required IReadOnlyList<ReleaseCommit> Commits { get; init; }

    public required IReadOnlyList<CheckRun> Checks { get; init; }

    public required IReadOnlyList<SignerView> Signers { get; init; }

    /// <summary>Why the reader may not approve; empty when they may.</summary>
    public required IReadOnlyList<string> Objections { get; init; }

    public required bool MayWithdraw { get; init; }

    /// <summary>Number of the newest deployment that carries it out.</summary>
    public required int? Deployment { get; init; }

    /// <summary>"7be03d9 to prod"; see <see cref="PromotionName"/>.</summary>
    public string Name => PromotionName.Of(Kind, Release.Short, Stage.Name);

    public int Given => Approvals.Count(approval => approval.Counts);
}

/// <param name="Counts">Whether it is a yes to the current plan.</param>
public sealed record ApprovalView(
    Guid PersonId, string PersonName, Verdict Verdict, string? Comment, string PlanDigest, DateTimeOffset At, bool Counts);

/// <summary>Somebody who signed in before, and whether they may approve.</summary>
/// <param name="Objections">Why not, all of it; empty when they may.</param>
public sealed record SignerView(Person Person, IReadOnlyList<string> Objections);
