using ReleasePortal.Core.People;

namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>Only people with the role Approver sign.</summary>
public sealed class HasApproverRole : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.Approver.Is(Roles.Approver) ? null : "Only people with the role Approver may sign.";
}
