namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>Whoever asks for it does not sign it.</summary>
public sealed class IsNotRequester : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.Approver.Id == request.RequesterId ? "You requested it." : null;
}
