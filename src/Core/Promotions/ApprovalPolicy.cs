using ReleasePortal.Core.People;
using ReleasePortal.Core.Promotions.ApprovalRules;

namespace ReleasePortal.Core.Promotions;

/// <summary>All rules together.</summary>
public sealed class ApprovalPolicy(IEnumerable<IApprovalRule> rules)
{
    /// <summary>Raised when the rules change, so that an old decision can be read by the rules of its day.</summary>
    public const int Version = 1;

    readonly IApprovalRule[] _rules = [.. rules];

    /// <param name="seenDigest">Digest of the plan the person saw; null when asking in general whether they may.</param>
    public IReadOnlyList<string> Objections(Promotion promotion, Person approver, string? seenDigest)
    {
        var request = ApprovalRequest.For(promotion, approver, seenDigest);
        return [.. _rules.Select(rule => rule.ObjectionTo(request)).OfType<string>()];
    }
}
