using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Provisioning;

public sealed partial class InfrastructurePage(
    ReadInfrastructure read, CheckResources check, KeepDrift keep, RequestProvisioning request, DeleteFormerResource delete, PurgeVault purge,
    IDialogService dialogs, Attempt attempt, Attempt deletion, Attempt purging)
{
    bool _looking;
    string? _selected;
    string? _tried;
    string _reason = "";

    /// <summary>Without one, the first stage.</summary>
    [Parameter]
    public string? Stage { get; set; }

    /// <summary>Number in the address: of what was applied, only the older.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    string Name => Stage ?? Pipelines.Find(Pipeline)?.Stages[0].Name ?? "";

    /// <summary>One thing after the other; each is told of where it was asked for.</summary>
    bool IsBusy => attempt.IsBusy || deletion.IsBusy || purging.IsBusy;

    GraphNode? Selected => _selected is null ? null : GraphLayout.Of(View!.Resources).Nodes.FirstOrDefault(node => node.Key == _selected);

    IEnumerable<Mark> Sums => View!.Resources.GroupBy(resource => resource.State).OrderBy(group => group.Key)
        .Select(group => StateMarks.Of(group.Key) is var mark ? mark.Saying($"{group.Count()} {mark.Word.ToLowerInvariant()}") : mark);

    string PlanSum => View!.Deployment is { } applying ? $"What deployment {applying} is carrying out"
        : View.Did is { } did ? $"What deployment {did} was to do; the look after it follows" : $"What {Name} needs to be as described: {Promotions.PlanSum.Details(View.Plan)}";

    string Lede => View switch
    {
        null => "",
        { Deployment: { } number } => $"Deployment {number} is at it right now.",
        { Did: { } number } => $"Deployment {number} was at it; the look after it follows.",
        { CheckedAt: null, Fault: null } => "Nobody has looked yet.",
        { Doubt: { } doubt } => $"How it is now is unknown: {doubt}.",
        { Differs: false, Former.Count: > 0 } => $"Everything is as described. {Phrase.Count(View.Former.Count, "resource is", "resources are")} no longer in settings.",
        { Differs: false } => "Everything is as described.",
        { IsKept: true } => "It differs, and is meant to.",
        _ => $"{Sentence()}.",
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
            (_selected, _reason) = (null, "");
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
        var (one, names) = (chosen.Count == 1, chosen.Select(resource => resource.Name).ToList());
        var reason = await dialogs.AskAsync(
            one ? $"Keep {names[0]} as it is?" : $"Keep {Phrase.Count(chosen.Count, "resource")} of {Name} as they are?",
            $"{(chosen.Count > 4 ? $"All {chosen.Count} resources that differ" : Phrase.Join(names))} {(one ? "is" : "are")} no longer told as drift, {(one ? "" : "each ")}until its difference is another. "
            + $"The next deployment still sets {(one ? "it" : "them")} right.",
            one ? "Keep it as it is" : "Keep them as they are",
            "Why",
            required: true,
            draft: _reason);
        if (reason is not null)
        {
            await attempt.RunAsync(async () => attempt.Refuse(await keep.RunAsync(Pipeline, Name, seen, reason, await Who.AskAsync(), Leaving)), Leaving);
            _reason = attempt.WentWell ? "" : reason;
        }
    }

    /// <summary>Where nobody approves it is carried out at once, so the person is asked; elsewhere the approvers are.</summary>
    async Task ApplyAsync()
    {
        var view = View!;
        var many = view.Plan.Count(change => change.Action is ChangeAction.Create or ChangeAction.Update);
        var reason = await dialogs.AskAsync(
            view.Stage.IsAutomatic ? $"Apply the plan to {Name}?" : $"Request the plan for {Name}?",
            view.Stage.IsAutomatic
                ? $"{Phrase.Count(many, "resource is", "resources are")} set right at once. The release {view.Live!.Short} stays as it is."
                : $"{Phrase.Count(many, "resource")} will be set right once {Phrase.Count(view.Stage.ApprovalsNeeded, "approval is", "approvals are")} given. The release {view.Live!.Short} stays as it is.",
            view.Stage.IsAutomatic ? $"Apply it to {Name}" : $"Request it for {Name}",
            "Reason",
            draft: _reason);
        if (reason is null)
        {
            return;
        }

        await attempt.RunAsync(
            async () =>
            {
                switch (await request.RunAsync(Pipeline, Name, view.Digest!, reason.Length == 0 ? null : reason, await Who.AskAsync(), Leaving))
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
        var typed = await dialogs.AskAsync(
            $"Delete {ResourceSubject.Lower(former.Subject())}?",
            $"{(former.Deployment is null ? "The portal did not make it: it was found there, as described. Make sure that nobody else needs it. " : "")}The {ResourceSubject.Lower(former.Kind)} is deleted for good. {(former.Kind is "Schema" ? "Databricks refuses while anything lies in it." : "What lies in it goes with it.")} No plan brings it back unless the settings name it again.",
            $"Delete {former.Name}",
            $"Type {former.Name} to confirm",
            exactly: former.Name);
        if (typed is null)
        {
            return;
        }

        _tried = former.Id;
        await TryAsync(deletion, async () => await delete.RunAsync(Pipeline, Name, former.Id, typed, await Who.AskAsync(), CancellationToken.None));
    }

    async Task PurgeAsync(string vault)
    {
        var typed = await dialogs.AskAsync(
            $"Purge the deleted vault {vault}?",
            "Its secrets, keys and certificates are lost for good; nobody can recover them afterwards. The name is free then, and the next deployment makes the vault.",
            $"Purge {vault}",
            $"Type {vault} to confirm",
            exactly: vault);
        if (typed is not null)
        {
            await TryAsync(purging, async () => await purge.RunAsync(Pipeline, Name, typed, await Who.AskAsync(), CancellationToken.None));
        }
    }

    /// <summary>The dialog before it used up the render that an event brings, so that the buttons would not know that something is at work.</summary>
    Task TryAsync(Attempt tried, Func<Task<Outcome>> act) => tried.RunAsync(
        () =>
        {
            StateHasChanged();
            return act();
        },
        CancellationToken.None);

    /// <summary>What was changed by hand is lost, so it is told first.</summary>
    bool IsByHand(ResourceView resource) =>
        View!.Plan.Any(change => string.Equals(change.Key, resource.Id, StringComparison.OrdinalIgnoreCase) && change.Fields.Any(field => field.IsDrift));

    string Sentence()
    {
        (Func<ResourceView, bool> Is, string One, string Many)[] words =
        [
            (resource => resource.State is ResourceState.Drifted && IsByHand(resource), "one resource was changed by hand", "resources were changed by hand"),
            (resource => resource.State is ResourceState.Drifted && !IsByHand(resource), "one resource differs", "resources differ"),
            (resource => resource.State is ResourceState.Missing, "one resource is missing", "resources are missing"),
            (resource => resource.State is ResourceState.Described, "one is new in the settings", "are new in the settings"),
            (resource => resource.State is ResourceState.ToCreate, "one is not made yet", "are not made yet"),
            (resource => resource.State is ResourceState.Kept, "one is kept as it is", "are kept as they are"),
            (resource => resource.State is ResourceState.NeedsReplacement, "one differs in a way that cannot be changed", "differ in a way that cannot be changed"),
            (resource => resource.State is ResourceState.Blocked, "one is blocked", "are blocked"),
            (resource => resource.State is ResourceState.Working, "Azure is still at work on one", "are still being worked on by Azure"),
            (resource => resource.State is ResourceState.Unknown, "one could not be read", "could not be read"),
        ];
        var parts = words.Select(word => (word, Count: View!.Resources.Count(word.Is))).Where(part => part.Count > 0)
            .Select(part => part.Count == 1 ? part.word.One : $"{part.Count} {part.word.Many}");
        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
