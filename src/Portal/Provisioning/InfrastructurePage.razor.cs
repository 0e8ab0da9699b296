using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Core.Plans;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Provisioning;

public sealed partial class InfrastructurePage(ReadInfrastructure read, CheckResources check, KeepDrift keep, IDialogService dialogs)
{
    bool _looking;
    string? _selected;
    IReadOnlyList<string> _refused = [];

    /// <summary>Without one, the first stage.</summary>
    [Parameter]
    public string? Stage { get; set; }

    string Name => Stage ?? Pipelines.Find(Pipeline)?.Stages[0].Name ?? "";

    GraphNode? Selected => _selected is null ? null : GraphLayout.Of(View!.Resources).Nodes.FirstOrDefault(node => node.Key == _selected);

    IEnumerable<Mark> Sums => View!.Resources.GroupBy(resource => resource.State).OrderBy(group => group.Key)
        .Select(group => StateMarks.Of(group.Key) is var mark ? mark.Saying($"{group.Count()} {mark.Word.ToLowerInvariant()}") : mark);

    string PlanSum => $"What {Name} needs to be as described: {Of(ChangeAction.Create)} to create, {Of(ChangeAction.Update)} to update, 0 to delete, {Of(ChangeAction.Unchanged)} unchanged";

    string Lede => View switch
    {
        null => "",
        { Deployment: { } number } => $"Deployment {number} is at it right now.",
        { CheckedAt: null } => "Nobody has looked yet.",
        { Differs: false } => "Everything is as described.",
        { Kept: not null } => "It differs, and is meant to.",
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
            (_selected, _refused) = (null, []);
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

    async Task KeepAsync()
    {
        var digest = View!.Digest!;
        var reason = await dialogs.AskAsync(
            $"Keep {Name} as it is?",
            "The differences are no longer told as drift, until something else differs. The next deployment still sets them right.",
            "Keep it as it is",
            "Why",
            required: true);
        if (reason is not null)
        {
            _refused = await keep.RunAsync(Pipeline, Name, digest, reason, await Who.AskAsync(), Leaving);
        }
    }

    int Of(ChangeAction action) => View!.Plan.Count(change => change.Action == action);

    string Sentence()
    {
        (ResourceState State, string One, string Many)[] words =
        [
            (ResourceState.Drifted, "one resource was changed by hand", "resources were changed by hand"),
            (ResourceState.ToCreate, "one is missing", "are missing"),
            (ResourceState.NeedsReplacement, "one differs in a way that cannot be changed", "differ in a way that cannot be changed"),
            (ResourceState.Blocked, "one is blocked", "are blocked"),
            (ResourceState.Unknown, "one could not be read", "could not be read"),
        ];
        var parts = words.Select(word => (word, Count: View!.Resources.Count(resource => resource.State == word.State))).Where(part => part.Count > 0)
            .Select(part => part.Count == 1 ? part.word.One : $"{part.Count} {part.word.Many}");
        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
