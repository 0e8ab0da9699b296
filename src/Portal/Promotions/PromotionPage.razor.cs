using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

public sealed partial class PromotionPage(
    ReadPromotion read, WithdrawPromotion withdraw, GitHubPages gitHub, IDialogService dialogs, Attempt attempt, IJSRuntime js)
{
    Guid _you;
    string _draft = "";

    [Parameter]
    public int Number { get; set; }

    string Title => View!.Name;

    Mark State => View!.Decision is DecisionState.AwaitingApproval
        ? Mark.AwaitingApproval.Saying($"Awaiting approval, {View.Given} of {View.ApprovalsNeeded}")
        : Marks.Of(View.Decision);

    string? Compare => View!.Replaces is { } replaces ? gitHub.Compare(View.Pipeline, replaces.Commit, View.Release.Commit) : null;

    protected override async Task<PromotionView?> LoadAsync()
    {
        var me = await Who.AskAsync();
        _you = me.Id;
        var view = await read.RunAsync(Pipeline, Number, me, Leaving);
        if (view is null)
        {
            Navigation.NotFound();
        }

        return view;
    }

    async Task WithdrawAsync()
    {
        var reason = await dialogs.AskAsync(
            $"Withdraw {Title}", "The request ends here; approvals given so far count no more. It can be requested again.",
            "Withdraw the request", "Reason", draft: _draft);
        if (reason is null)
        {
            return;
        }

        await attempt.RunAsync(
            async () =>
                await withdraw.RunAsync(Pipeline, Number, reason.Length == 0 ? null : reason, await Who.AskAsync(), Leaving), Leaving);
        _draft = attempt.WentWell ? "" : reason;
        await RefreshAsync();
    }

    async Task ToSignatureAsync() => await js.InvokeVoidAsync("portal.focus", "sign");
}
