using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Provisioning;

public sealed partial class InfrastructurePage(
    ReadInfrastructure read, CheckResources check, KeepDrift keep, RequestProvisioning request, DeleteFormerResource delete,
    PurgeVault purge,
    IDialogService dialogs, Attempt attempt, Attempt deletion, Attempt purging)
{
    bool _looking;
    string? _tried;
    string _reason = "";

    /// <summary>Without one, the first stage.</summary>
    [Parameter]
    public string? Stage { get; set; }

    /// <summary>Number in the address: of what was applied, only the older.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    string Name => Stage ?? Pipelines.Find(Pipeline)?.Stages[0].Name ?? "";

    /// <summary>Nothing while what is shown is how it is.</summary>
    DateTimeOffset? SeenAt => View is { Doubt: not null, DeploymentName: null } ? View.CheckedAt : null;

    /// <summary>One thing after the other; each is told of where it was asked for.</summary>
    bool IsBusy => attempt.IsBusy || deletion.IsBusy || purging.IsBusy;

    string PlanSum => View switch
    {
        { Deployment: not null, DeploymentName: { } name } => $"What {name} is carrying out",
        { Did: not null, DeploymentName: { } name } => $"What {name} was to do; the look after it follows",
        { CheckedAt: null } => "Not known before the first look",
        var view => $"What {Name} needs to be as described: {Promotions.PlanSum.Details(view!.Plan)}",
    };

    protected override async Task<InfrastructureView?> LoadAsync()
    {
        if (Pipelines.Get(Pipeline).Find(Name) is null)
        {
            Navigation.NotFound();
            return null;
        }

        return await read.RunAsync(Pipeline, Name, Leaving);
    }

    protected override Task OnParametersSetAsync()
    {
        if (View is not null && !string.Equals(View.Stage.Name, Name, StringComparison.Ordinal))
        {
            _reason = "";
            attempt.Refuse();
            deletion.Refuse();
            purging.Refuse();
        }

        return base.OnParametersSetAsync();
    }

    async Task CheckAsync()
    {
        _looking = true;
        try
        {
            await check.RunAsync(Pipeline, Name, Leaving);
        }
        finally
        {
            _looking = false;
        }
    }

    async Task KeepAsync(IReadOnlyList<ResourceView> chosen)
    {
        var seen = chosen.ToDictionary(resource => resource.Id, resource => resource.Keepable!, StringComparer.OrdinalIgnoreCase);
        var reason = await dialogs.AskToKeepAsync(chosen, Name, _reason);
        if (reason is not null)
        {
            await attempt.RunAsync(
                async () => attempt.Refuse(await keep.RunAsync(Pipeline, Name, seen, reason, await Who.AskAsync(), Leaving)), Leaving);
            _reason = attempt.WentWell ? "" : reason;
        }
    }

    async Task ApplyAsync()
    {
        var view = View!;
        var reason = await dialogs.AskToApplyAsync(view, _reason);
        if (reason is null)
        {
            return;
        }

        await attempt.RunAsync(
            async () =>
            {
                switch (await request.RunAsync(
                    Pipeline, Name, view.Digest!, reason.Length == 0 ? null : reason, await Who.AskAsync(), Leaving))
                {
                    case RequestOutcome.Requested requested:
                        Navigation.NavigateTo($"/{Pipeline}/promotions/{requested.PromotionNumber}");
                        break;
                    case RequestOutcome.Refused refused:
                        attempt.Refuse(refused.Objections);
                        await check.RunAsync(Pipeline, Name, Leaving);
                        break;
                }
            },
            Leaving);
        _reason = attempt.WentWell ? "" : reason;
    }

    async Task DeleteAsync(FormerView former)
    {
        var typed = await dialogs.AskToDeleteAsync(former);
        if (typed is null)
        {
            return;
        }

        _tried = former.Id;
        await TryAsync(
            deletion, async () => await delete.RunAsync(Pipeline, Name, former.Id, typed, await Who.AskAsync(), CancellationToken.None));
    }

    async Task PurgeAsync(string vault)
    {
        var typed = await dialogs.AskToPurgeAsync(vault);
        if (typed is not null)
        {
            await TryAsync(purging, async () => await purge.RunAsync(Pipeline, Name, typed, await Who.AskAsync(), CancellationToken.None));
        }
    }

    /// <summary>The dialog before it used up the render that an event brings, so that the buttons would not know that
    /// something is at work.</summary>
    Task TryAsync(Attempt tried, Func<Task<Outcome>> act) => tried.RunAsync(
        () =>
        {
            StateHasChanged();
            return act();
        },
        CancellationToken.None);
}
