namespace ReleasePortal.Core.Promotions;

public enum DecisionState
{
    AwaitingApproval,
    Approved,
    Rejected,
    Withdrawn,

    /// <summary>Another release was requested for the stage, or reached it first.</summary>
    Superseded,
    Expired,
}

public enum PromotionKind
{
    Forward,
    Rollback,
    Redeploy,

    /// <summary>The stage needs no approval: nobody asked.</summary>
    Automatic,

    /// <summary>Only the stage's resources are made as described; what is live stays as it is.</summary>
    Provision,
}

public enum Verdict
{
    Approve,
    Reject,
}
