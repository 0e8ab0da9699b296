using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.SignIn;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

public sealed partial class SignPanel(
    ApprovePromotion approve, RejectPromotion reject, WhoIsHere who, Attempt attempt, IDialogService dialogs, ISnackbar snackbar,
    NavigationManager navigation)
{
    string _comment = "";

    [Parameter, EditorRequired]
    public required PromotionView View { get; set; }

    [Parameter]
    public Guid You { get; set; }

    [Parameter]
    public EventCallback Decided { get; set; }

    string Name => View.Name;

    string What => View.Kind is PromotionKind.Provision ? "the plan" : View.Release.Short;

    bool HaveApproved => View.Approvals.Any(approval => approval.Counts && approval.PersonId == You);

    string Sentence => (View.Objections.Count, View.ApprovalsNeeded - View.Given) switch
    {
        (_, var left) when HaveApproved =>
            $"You have approved. {(left == 1 ? "One more approval is" : $"{left} more approvals are")} needed.",
        ( > 0, var left) => left == 1
            ? "One approval is still needed, and it cannot be yours."
            : $"{left} approvals are still needed; yours cannot be among them.",
        (_, 1) when View.ApprovalsNeeded == 1 =>
            $"Yours is the only approval it needs. {View.Stage.Name} is changed as soon as you approve.",
        (_, 1) =>
            $"Yours is the last of {Phrase.Count(View.ApprovalsNeeded, "approval")}. {View.Stage.Name} is changed as soon as you approve.",
        (_, var left) => $"Yours is one of {left} approvals that are still needed.",
    };

    string Decision => View.Decision switch
    {
        DecisionState.Approved when View.ApprovalsNeeded == 0 => "It needed no approval.",
        DecisionState.Approved => "All approvals were given; the deployment followed by itself.",
        DecisionState.Rejected => $"{View.DecidedByName} said no. It can be requested again.",
        DecisionState.Withdrawn => $"{View.DecidedByName} took the request back.",
        DecisionState.Superseded => "Something newer took its place.",
        _ => "It waited too long.",
    };

    async Task ApproveAsync()
    {
        var comment = string.IsNullOrWhiteSpace(_comment) ? null : _comment.Trim();
        switch (await approve.RunAsync(
            View.Pipeline.Key, View.Number, View.PlanDigest ?? "", comment, await who.AskAsync(), CancellationToken.None))
        {
            case ApprovalOutcome.Released released:
                snackbar.Add($"{Name} is approved and queued", Severity.Success);
                navigation.NavigateTo($"/{View.Pipeline.Key}/deployments/{released.DeploymentNumber}");
                _comment = "";
                break;
            case ApprovalOutcome.Counted counted:
                snackbar.Add($"Your approval counts: {counted.Given} of {counted.Needed}", Severity.Success);
                _comment = "";
                break;
            case ApprovalOutcome.Refused refused:
                attempt.Refuse(refused.Objections);
                break;
        }
    }

    async Task RejectAsync()
    {
        if (string.IsNullOrWhiteSpace(_comment))
        {
            attempt.Refuse("A rejection needs a reason: write it into the comment.");
            return;
        }

        if (await dialogs.AskAsync(
            $"Reject {Name}", $"The request ends with your reason: {Phrase.Quoted(_comment)}", $"Reject {What}") is null)
        {
            return;
        }

        await TryAsync(async () =>
        {
            if (await reject.RunAsync(
                View.Pipeline.Key, View.Number, _comment, await who.AskAsync(), CancellationToken.None) is Outcome.Refused refused)
            {
                attempt.Refuse(refused.Objections);
                return;
            }

            _comment = "";
        });
    }

    // Not bound to the page: a signature that was given is kept even when the person leaves at once.
    async Task TryAsync(Func<Task> act)
    {
        await attempt.RunAsync(act, CancellationToken.None);
        await Decided.InvokeAsync();
    }
}
