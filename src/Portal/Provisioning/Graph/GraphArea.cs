namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>A part of the picture: its nodes in columns, and the tracks of the lines in the gaps before, between and after them.</summary>
sealed class GraphArea
{
    /// <summary>Between two lines that end at the same node.</summary>
    const int Apart = 11;

    readonly Dictionary<(GraphSlot To, string From), double> _ends = [];
    readonly Dictionary<GraphSlot, GraphTrunk> _own = [];
    readonly Dictionary<(string From, int Column), GraphTrunk> _entering = [];
    readonly List<List<GraphTrunk>> _tracks = [];

    /// <param name="keys">Of its nodes.</param>
    /// <param name="title">What it is called; null when a node heads it.</param>
    public GraphArea(string? title, IReadOnlyList<string> keys, IReadOnlyDictionary<string, GraphNode> nodes)
    {
        Title = title;
        var own = keys.ToHashSet(StringComparer.Ordinal);
        Outside = keys.ToDictionary(
            key => key, key => nodes[key].Needs.Where(need => !own.Contains(need) && !nodes[need].IsHead).ToList(), StringComparer.Ordinal);
        Columns = GraphColumns.Of(
            keys.ToDictionary(key => key, key => nodes[key].Needs.Where(own.Contains).ToList(), StringComparer.Ordinal),
            keys.Where(key => nodes[key].NeededBy.Any(other => !own.Contains(other))).ToHashSet(StringComparer.Ordinal));
        Height = GraphRows.Place(Columns);
        Nodes = Columns.SelectMany(column => column).Where(slot => slot.IsNode).ToDictionary(slot => slot.Key, StringComparer.Ordinal);
        End();
        Lay();
    }

    public string? Title { get; }

    public List<List<GraphSlot>> Columns { get; }

    /// <summary>By key, column by column from above to below.</summary>
    public Dictionary<string, GraphSlot> Nodes { get; }

    /// <summary>What each of its nodes needs in another area.</summary>
    public Dictionary<string, List<string>> Outside { get; }

    public int Height { get; }

    /// <summary>Where its nodes begin.</summary>
    public int Top { get; set; }

    public int TracksIn(int gap) => gap < _tracks.Count ? _tracks[gap].Count : 0;

    /// <summary>Height at which a line arrives.</summary>
    public double EndOf(GraphSlot to, string from) => to.IsNode ? _ends[(to, from)] : to.Y;

    /// <summary>Track of a slot's lines in the gap after it; -1 when they are level.</summary>
    public int TrackOf(GraphSlot slot) => _tracks[slot.Column + 1].IndexOf(_own[slot]);

    /// <summary>Track of the lines that come from a node of another area into the gap before a column.</summary>
    public int TrackOf(string from, int column) => _tracks[column].IndexOf(_entering[(from, column)]);

    /// <summary>Lines end where they come from as far as the node reaches, apart from each other; those from another
    /// area come from above.</summary>
    void End()
    {
        foreach (var slot in Nodes.Values)
        {
            const int Inset = 12;
            var (first, last) = (slot.Y - (slot.Height / 2.0) + Inset, slot.Y + (slot.Height / 2.0) - Inset);
            List<(string Key, double Wish)> lines =
            [
                .. Outside[slot.Key].Select(key => (key, slot.Before.Count == 0 && Outside[slot.Key].Count == 1 ? slot.Y : first)),
                .. slot.Before.OrderBy(before => before.Y).Select(before => (before.Key, Math.Clamp(before.Y, first, last))),
            ];
            var ends = new double[lines.Count];
            for (var at = 0; at < ends.Length; at++)
            {
                ends[at] = Math.Max(lines[at].Wish, at == 0 ? first : ends[at - 1] + Apart);
            }

            for (var (at, most) = (ends.Length - 1, last); at >= 0; at--, most -= Apart)
            {
                most = ends[at] = Math.Min(ends[at], most);
                _ends[(slot, lines[at].Key)] = ends[at];
            }
        }
    }

    void Lay()
    {
        foreach (var slot in Columns.SelectMany(column => column))
        {
            _own[slot] = new(slot.Y, [.. slot.After.Select(after => EndOf(after, slot.Key))], slot.Leaves);
        }

        var lines = Nodes.Values.SelectMany(slot => Outside[slot.Key].Select(from => (From: from, Slot: slot)));
        foreach (var line in lines.GroupBy(line => (line.From, line.Slot.Column)))
        {
            _entering[line.Key] = new(null, [.. line.Select(end => EndOf(end.Slot, end.From))], isLeaving: false);
        }

        for (var gap = 0; gap <= Columns.Count; gap++)
        {
            var after = gap == 0 ? [] : Columns[gap - 1].Where(slot => slot.After.Count > 0 || slot.Leaves).Select(slot => _own[slot]);
            _tracks.Add(GraphTrunk.Ordered([.. after, .. _entering.Where(pair => pair.Key.Column == gap).Select(pair => pair.Value)]));
        }
    }
}
