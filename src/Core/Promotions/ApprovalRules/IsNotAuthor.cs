using ReleasePortal.Core.People;

namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>Whoever wrote a part of it does not sign it, no matter who merged it.</summary>
public sealed class IsNotAuthor : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.Commits.CountBy(request.Approver) switch
        {
            0 => null,
            var count when count == request.Commits.Count =>
                count == 1 ? "You wrote its commit." : $"You wrote all {count} of its commits.",
            var count => $"You wrote {count} of its {request.Commits.Count} commits.",
        };
}
