namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>A decision is made once.</summary>
public sealed class StillWaits : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.Decision switch
        {
            DecisionState.AwaitingApproval => null,
            var decision => $"It is already {decision.ToString().ToLowerInvariant()}.",
        };
}
