using ReleasePortal.Core.Runs;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Runs;

public sealed partial class LaneRuns(ReadStageRuns read) : StageRunsPart(read)
{
    string Rows => string.Join(" · ", Parts());

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
