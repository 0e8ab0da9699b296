using ReleasePortal.Core.People;
using ReleasePortal.Core.Releases;

namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>One reason why somebody may not approve. Facts in, objection out: no database, no clock.</summary>
public interface IApprovalRule
{
    /// <returns>What stands against it, said to the person; null when nothing does.</returns>
    string? ObjectionTo(ApprovalRequest request);
}

/// <summary>Who wants to approve what.</summary>
public sealed record ApprovalRequest
{
    public required Person Approver { get; init; }

    public required DecisionState Decision { get; init; }

    public required Guid? RequesterId { get; init; }

    public required IReadOnlyList<ReleaseCommit> Commits { get; init; }

    /// <summary>Digest of the plan that would be carried out.</summary>
    public required string? PlanDigest { get; init; }

    /// <summary>Digest of the plan that the approver looked at.</summary>
    public required string? SeenDigest { get; init; }

    /// <summary>People who have approved the current plan.</summary>
    public required IReadOnlyList<Guid> ApprovedBy { get; init; }

    /// <summary>Null where the release goes nowhere, too.</summary>
    public required string? QuarantineReason { get; init; }

    public static ApprovalRequest For(Promotion promotion, Person approver, string? seenDigest) => new()
    {
        Approver = approver,
        Decision = promotion.Decision,
        RequesterId = promotion.RequesterId,
        Commits = promotion.Commits,
        PlanDigest = promotion.PlanDigest,
        SeenDigest = seenDigest,
        ApprovedBy = [.. promotion.Counting.Select(approval => approval.PersonId)],
        QuarantineReason = promotion.Kind is PromotionKind.Provision ? null : promotion.Release.QuarantineReason,
    };
}
