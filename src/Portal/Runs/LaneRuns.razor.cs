using ReleasePortal.Core.Runs;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Runs;

public sealed partial class LaneRuns(ReadStageRuns read) : StageRunsPart(read)
{
    string Rows => string.Join(" · ", Parts());

    /// <summary>Always the same two, so that they stand side by side in every stage; what somebody ran since comes on
    /// top of them.</summary>
    IEnumerable<(string Word, RunView? Run)> Lines =>
    [
        .. View?.Runs is [{ Kind: RunKind.ByHand } byHand, ..] ? [("Run by hand", byHand)] : Array.Empty<(string, RunView?)>(),
        ("Last check", View?.LastCheck),
        ("Last scheduled", View?.LastScheduled),
    ];

    IEnumerable<string> Parts()
    {
        if (View?.Counts is { } counts)
        {
            yield return $"{Phrase.Rows(counts.Bronze)} bronze, {counts.Silver:N0} silver, {counts.Gold:N0} gold";
            yield return $"{counts.Quarantined:N0} quarantined";
        }

        if (View?.Job is { IsPaused: true })
        {
            yield return "schedule paused";
        }
    }
}
