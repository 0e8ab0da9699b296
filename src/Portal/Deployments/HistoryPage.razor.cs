using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Portal.Deployments;

public sealed partial class HistoryPage(ReadHistory read)
{
    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    /// <summary>A run state in lower case, as it stands in addresses.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public bool Mine { get; set; }

    [SupplyParameterFromQuery]
    public int? Before { get; set; }

    [SupplyParameterFromQuery]
    public int? After { get; set; }

    bool IsFiltered => Stage is not null || State is not null || Text is { Length: > 0 } || Mine;

    IReadOnlyList<Stage> Stages => Pipelines.Find(Pipeline)?.Stages ?? [];

    protected override async Task<HistoryView?> LoadAsync()
    {
        Guid? mine = Mine ? (await Who.AskAsync()).Id : null;
        return await read.RunAsync(Pipeline, HistoryAddress.Filter(Stage, State, Text, mine) with { Before = Before, After = After }, Leaving);
    }

    void FilterAsync((string? Stage, string? State, string? Text, bool Mine) chosen)
    {
        (Stage, State, Text, Mine) = chosen;
        Navigation.NavigateTo(Link("history", null, null), replace: true);
    }

    string Link(string page, int? before, int? after) => HistoryAddress.Of($"/{Pipeline}/{page}", Stage, State, Text, Mine, before, after);
}
