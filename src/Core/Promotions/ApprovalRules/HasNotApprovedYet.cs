namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>One person counts once.</summary>
public sealed class HasNotApprovedYet : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.ApprovedBy.Contains(request.Approver.Id) ? "You have already approved this plan." : null;
}
