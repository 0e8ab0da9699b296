using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Shell;

/// <summary>Which mark stands for which state of the domain.</summary>
public static class Marks
{
    public static Mark Of(RunState state) => state switch
    {
        RunState.Queued => Mark.Queued,
        RunState.Running => Mark.Running,
        RunState.Succeeded => Mark.Succeeded,
        RunState.Failed => Mark.Failed,
        RunState.Errored => Mark.Errored,
        RunState.Cancelled => Mark.Cancelled,
        RunState.Skipped => Mark.Skipped,
        _ => Mark.Unknown,
    };

    public static Mark Of(DecisionState state) => state switch
    {
        DecisionState.AwaitingApproval => Mark.AwaitingApproval,
        DecisionState.Approved => Mark.Approved,
        DecisionState.Rejected => Mark.Rejected,
        DecisionState.Withdrawn => Mark.Withdrawn,
        DecisionState.Superseded => Mark.Superseded,
        DecisionState.Expired => Mark.Expired,
        _ => Mark.Unknown,
    };

    public static Mark Of(ChecksVerdict verdict) => verdict switch
    {
        ChecksVerdict.Pending => Mark.NotChecked,
        ChecksVerdict.Succeeded => Mark.Succeeded,
        ChecksVerdict.Failed => Mark.Failed,
        _ => Mark.Unknown,
    };
}
