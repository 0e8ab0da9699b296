using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Deployments;

public sealed partial class DeploymentPage(
    ReadDeployment read, CancelDeployment cancel, RunDeploymentAgain runAgain, QuarantineRelease quarantine,
    IDialogService dialogs, Attempt attempt)
{
    string _draft = "";

    [Parameter]
    public int Number { get; set; }

    string Title => $"{View!.Name}{Run(View.Run)}";

    protected override async Task<DeploymentView?> LoadAsync()
    {
        var view = await read.RunAsync(Pipeline, Number, Leaving);
        if (view is null)
        {
            Navigation.NotFound();
        }

        return view;
    }

    static string Run(int run) => run switch { 1 => "", 2 => ", 2nd time", 3 => ", 3rd time", var more => $", {more}th time" };

    async Task CancelAsync()
    {
        var consequence = View!.State is RunState.Running ? Consequence() : "It has not started, so nothing is left behind.";
        if (await dialogs.AskAsync($"Cancel {Title}", consequence, "Cancel the deployment") is not null)
        {
            await TryAsync(async () => await cancel.RunAsync(Pipeline, Number, await Who.AskAsync(), Leaving));
        }
    }

    string Consequence()
    {
        var done = View!.Steps.Count(step => step.State is RunState.Succeeded);
        var isAtResources = View.Steps.Any(step => step is { Name: nameof(ProvisionResources), State: RunState.Running });
        var stays = isAtResources ? $"{View.Resources.Count(resource => resource.State is ApplyState.Done)} of {Phrase.Count(View.Resources.Count, "resource")} are written and stay"
            : $"What {(done == 1 ? "the first step" : $"the first {done} steps")} did stays; {View.Stage} may be left between two releases";
        return $"It stops as soon as it can: nothing more is begun in Azure, which finishes what it is at, and a run of the job is cancelled. {stays}.";
    }

    async Task RunAgainAsync() => await TryAsync(async () => await runAgain.RunAsync(Pipeline, Number, await Who.AskAsync(), Leaving));

    async Task QuarantineAsync()
    {
        var reason = await dialogs.AskAsync(
            $"Quarantine {View!.Release.Short}",
            "It goes into no further stage: requests of it and deployments that wait for their turn end. One that runs goes on to its end; cancel it on its page.",
            $"Quarantine {View.Release.Short}", "Reason", required: true, draft: _draft);
        if (reason is not null)
        {
            await TryAsync(async () => await quarantine.RunAsync(Pipeline, View.Release.Number, reason, await Who.AskAsync(), Leaving));
            _draft = attempt.WentWell ? "" : reason;
        }
    }

    async Task TryAsync(Func<Task<Outcome>> act)
    {
        await attempt.RunAsync(act, Leaving);
        await RefreshAsync();
    }
}
