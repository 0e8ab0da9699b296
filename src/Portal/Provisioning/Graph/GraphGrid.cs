namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>The columns that all areas share, the gaps between them as wide as their lines need, and the passage
/// between two areas.</summary>
sealed class GraphGrid
{
    const int Frame = 12;
    const int Side = 10;
    const int Step = 6;
    const int LeastGap = 26;

    readonly IReadOnlyList<GraphArea> _areas;
    readonly List<int> _columns = [];
    readonly List<string> _passing;

    public GraphGrid(IReadOnlyList<GraphArea> areas)
    {
        _areas = areas;
        _passing = [.. areas.SelectMany(area => area.Outside.Values).SelectMany(keys => keys).Distinct(StringComparer.Ordinal)];
        var count = areas.Max(area => area.Columns.Count);
        var x = Frame;
        for (var column = 0; column < count; column++)
        {
            x += Gap(column);
            _columns.Add(x);
            x += GraphNode.UsualWidth;
        }

        Width = x + (areas.Max(area => area.TracksIn(count)) == 0 ? 0 : Gap(count)) + Frame;
    }

    public int Width { get; }

    public int PassageHeight => 16 + (_passing.Count * Step);

    public int Column(int column) => _columns[column];

    /// <summary>The corners of the line between two nodes.</summary>
    /// <param name="passage">Where the passage between the areas begins.</param>
    public IReadOnlyList<(double X, double Y)> Line(string from, string to, int passage)
    {
        var (first, last) = (_areas.Single(area => area.Nodes.ContainsKey(from)), _areas.Single(area => area.Nodes.ContainsKey(to)));
        var (slot, end) = (first.Nodes[from], last.Nodes[to]);
        List<(double X, double Y)> corners = [(Right(slot), first.Top + slot.Y)];
        if (first != last)
        {
            var (down, up) = (Track(slot.Column + 1, first.TrackOf(slot)), Track(end.Column, last.TrackOf(from, end.Column)));
            var level = passage + 12 + (_passing.IndexOf(from) * Step);
            corners.AddRange([(down, first.Top + slot.Y), (down, level), (up, level), (up, last.Top + last.EndOf(end, from))]);
        }

        while (first == last && slot != end)
        {
            var next = slot.After.Find(after => after == end) ?? slot.After.Single(after => !after.IsNode);
            var (level, arrives) = (first.Top + slot.Y, first.Top + first.EndOf(next, from));
            if (first.TrackOf(slot) is >= 0 and var track && Math.Abs(level - arrives) >= 1)
            {
                corners.AddRange([(Track(slot.Column + 1, track), level), (Track(slot.Column + 1, track), arrives)]);
            }

            slot = next;
        }

        return [.. corners, (_columns[end.Column], last.Top + last.EndOf(end, from))];
    }

    int Gap(int gap) => _areas.Max(area => area.TracksIn(gap)) switch
    {
        0 when gap == 0 => 0,
        var tracks => Math.Max(LeastGap, (2 * Side) + (Math.Max(0, tracks - 1) * Step)),
    };

    double Right(GraphSlot slot) => _columns[slot.Column] + GraphNode.UsualWidth;

    double Track(int gap, int track) => (gap == 0 ? Frame : _columns[gap - 1] + GraphNode.UsualWidth) + Side + (track * Step);
}
