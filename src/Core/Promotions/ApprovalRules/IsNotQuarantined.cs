namespace ReleasePortal.Core.Promotions.ApprovalRules;

/// <summary>A quarantined release goes no further.</summary>
public sealed class IsNotQuarantined : IApprovalRule
{
    public string? ObjectionTo(ApprovalRequest request) =>
        request.QuarantineReason is { } reason ? $"The release is quarantined: {reason}" : null;
}
