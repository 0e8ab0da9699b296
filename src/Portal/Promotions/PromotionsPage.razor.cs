using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Promotions;

public sealed partial class PromotionsPage(ReadPromotions read)
{
    const int Size = 30;

    /// <summary>A number as it stands in the address; anything else counts as none.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    string Lede => View?.Where(row => row.Decision is DecisionState.AwaitingApproval).ToList() switch
    {
        null => "",
        [] => "Nothing waits for an approval.",
        var open =>
            $"{Phrase.Join([.. open.Select(row => $"{row.Release.Short} to {row.Stage}")])} {(open.Count == 1 ? "waits" : "wait")} for approval.",
    };

    protected override async Task<IReadOnlyList<PromotionRow>?> LoadAsync() =>
        await read.RunAsync(Pipeline, Query.Number(Before), Size, Leaving);
}
