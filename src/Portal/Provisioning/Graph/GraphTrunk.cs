namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>The upright part of one node's lines in the gap between two columns. Each has a track of its own, so that
/// no two lie on each other.</summary>
/// <param name="from">Where it comes in from the left; null when from above.</param>
/// <param name="to">Where it goes out to the right.</param>
/// <param name="isLeaving">It goes on down to another area, too.</param>
sealed class GraphTrunk(double? from, IReadOnlyList<double> to, bool isLeaving)
{
    const int OnEachOther = 10;

    readonly double _top = from is { } left ? to.Append(left).Min() : double.NegativeInfinity;
    readonly double _bottom = isLeaving ? double.PositiveInfinity : from is { } left ? to.Append(left).Max() : to.Max();

    double? From => from;

    IReadOnlyList<double> To => to;

    /// <summary>All its lines are level, so that it needs no track.</summary>
    bool IsStraight => _bottom - _top < 1;

    /// <summary>From left to right, so that few lines cross.</summary>
    public static List<GraphTrunk> Ordered(IEnumerable<GraphTrunk> trunks)
    {
        List<GraphTrunk> tracks = [.. trunks.Where(trunk => !trunk.IsStraight).OrderByDescending(trunk => trunk.From ?? 0)];
        for (var round = 0; round < tracks.Count; round++)
        {
            for (var at = 0; at + 1 < tracks.Count; at++)
            {
                if (CostOf(tracks[at + 1], tracks[at]) < CostOf(tracks[at], tracks[at + 1]))
                {
                    (tracks[at], tracks[at + 1]) = (tracks[at + 1], tracks[at]);
                }
            }
        }

        return tracks;
    }

    /// <summary>How often two cross when one is left of the other.</summary>
    static int CostOf(GraphTrunk left, GraphTrunk right) =>
        (right.From is { } level ? (IsWithin(level, left) ? 1 : 0) + (left.To.Count(end => Math.Abs(end - level) < 3) * OnEachOther) : 0)
        + left.To.Count(end => IsWithin(end, right));

    static bool IsWithin(double y, GraphTrunk trunk) => y > trunk._top && y < trunk._bottom;
}
