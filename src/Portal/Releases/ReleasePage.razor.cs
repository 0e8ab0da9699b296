using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Releases;

public sealed partial class ReleasePage(
    ReadRelease read, QuarantineRelease quarantine, GitHubPages gitHub, IDialogService dialogs, Attempt attempt)
{
    string _draft = "";

    [Parameter]
    public int Number { get; set; }

    protected override async Task<ReleaseView?> LoadAsync()
    {
        var view = await read.RunAsync(Pipeline, Number, Leaving);
        if (view is null)
        {
            Navigation.NotFound();
        }

        return view;
    }

    async Task QuarantineAsync()
    {
        var reason = await dialogs.AskAsync(
            $"Quarantine {View!.Row.Release.Short}",
            "It goes into no further stage: requests of it and deployments that wait for their turn end. One that runs goes on to its end; cancel it on its page. Stages that have it keep it.",
            $"Quarantine {View.Row.Release.Short}", "Reason", required: true, draft: _draft);
        if (reason is null)
        {
            return;
        }

        await attempt.RunAsync(async () => await quarantine.RunAsync(Pipeline, Number, reason, await Who.AskAsync(), Leaving), Leaving);
        _draft = attempt.WentWell ? "" : reason;
        await RefreshAsync();
    }
}
