using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Portal.Shell;

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
    public string? Mine { get; set; }

    /// <summary>A number as it stands in the address, as <see cref="After"/> is; anything else counts as none.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }

    bool IsFiltered => Stage is not null || State is not null || Text is { Length: > 0 } || IsMine;

    bool IsMine => Query.Flag(Mine);

    IReadOnlyList<Stage> Stages => Pipelines.Find(Pipeline)?.Stages ?? [];

    protected override async Task<HistoryView?> LoadAsync()
    {
        Guid? mine = IsMine ? (await Who.AskAsync()).Id : null;
        return await read.RunAsync(
            Pipeline, HistoryAddress.Filter(Stage, State, Text, mine) with { Before = Query.Number(Before), After = Query.Number(After) },
            Leaving);
    }

    void FilterAsync((string? Stage, string? State, string? Text, bool Mine) chosen)
    {
        (Stage, State, Text, Mine) = (chosen.Stage, chosen.State, chosen.Text, chosen.Mine ? "true" : null);
        Navigation.NavigateTo(Link("history", null, null), replace: true);
    }

    string Link(string page, int? before, int? after) =>
        HistoryAddress.Of($"/{Pipeline}/{page}", Stage, State, Text, IsMine, before, after);
}
