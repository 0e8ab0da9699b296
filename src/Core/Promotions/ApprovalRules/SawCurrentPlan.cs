namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>An approval is for the plan that will be carried out, not for an older one.</summary>
public sealed class SawCurrentPlan : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.SeenDigest is null || request.SeenDigest == request.PlanDigest
            ? null
            : "The plan changed while you were looking at it; look at the new one first.";
}
