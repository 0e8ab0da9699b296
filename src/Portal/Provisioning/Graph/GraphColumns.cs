namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>An area's nodes in columns: each stands right of everything that it needs, in an order in which few lines cross.</summary>
static class GraphColumns
{
    const int Sweeps = 12;

    /// <param name="needs">Of every node of the area, those within it.</param>
    /// <param name="leaving">The nodes that another area needs.</param>
    public static List<List<GraphSlot>> Of(IReadOnlyDictionary<string, List<string>> needs, IReadOnlySet<string> leaving)
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in needs.Keys)
        {
            Depth(key, needs, depth);
        }

        var slots = needs.Keys.Select(key => new GraphSlot(key, depth[key], isNode: true) { Leaves = leaving.Contains(key) })
            .ToDictionary(slot => slot.Key, StringComparer.Ordinal);
        var columns = slots.Values.GroupBy(slot => slot.Column).OrderBy(column => column.Key).Select(column => column.ToList()).ToList();
        Join(columns, slots, needs);
        return Improved(Ordered(columns));
    }

    static int Depth(string key, IReadOnlyDictionary<string, List<string>> needs, Dictionary<string, int> known)
    {
        if (!known.TryGetValue(key, out var depth))
        {
            known[key] = depth = needs[key].Select(need => Depth(need, needs, known) + 1).DefaultIfEmpty(0).Max();
        }

        return depth;
    }

    /// <summary>A line that is longer than one column passes a slot of its own in each between; the lines of one node share it.</summary>
    static void Join(List<List<GraphSlot>> columns, Dictionary<string, GraphSlot> slots, IReadOnlyDictionary<string, List<string>> needs)
    {
        Dictionary<(string, int), GraphSlot> passing = [];
        foreach (var (key, need) in needs.SelectMany(pair => pair.Value.Select(need => (pair.Key, need))))
        {
            var at = slots[need];
            for (var column = at.Column + 1; column < slots[key].Column; column++)
            {
                if (!passing.TryGetValue((need, column), out var next))
                {
                    passing[(need, column)] = next = new(need, column, isNode: false);
                    columns[column].Add(next);
                    at.LeadTo(next);
                }

                at = next;
            }

            at.LeadTo(slots[key]);
        }
    }

    /// <summary>Forth and back, each near what it is joined with; the best of all orders seen.</summary>
    static List<List<GraphSlot>> Ordered(List<List<GraphSlot>> columns)
    {
        var (best, least) = (Copy(columns), Crossings(columns));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isForth = sweep % 2 == 0;
            foreach (var index in isForth ? Enumerable.Range(1, columns.Count - 1) : Enumerable.Range(0, columns.Count - 1).Reverse())
            {
                var (place, own) = (Places(columns[isForth ? index - 1 : index + 1]), Places(columns[index]));
                double Wish(GraphSlot slot) =>
                    (isForth ? slot.Before : slot.After).Select(other => place[other]).DefaultIfEmpty(own[slot]).Average();
                columns[index] = [.. columns[index].OrderBy(Wish)];
            }

            if (Crossings(columns) is var now && now < least)
            {
                (best, least) = (Copy(columns), now);
            }
        }

        return best;
    }

    /// <summary>Each slot to wherever fewer lines cross, until that helps no more.</summary>
    static List<List<GraphSlot>> Improved(List<List<GraphSlot>> columns)
    {
        var least = Crossings(columns);
        for (var before = least + 1; before > least;)
        {
            before = least;
            foreach (var column in columns)
            {
                foreach (var slot in column.ToList())
                {
                    var (best, was) = (column.IndexOf(slot), column.IndexOf(slot));
                    for (var place = 0; place < column.Count; place++)
                    {
                        Move(column, slot, place);
                        if (Crossings(columns) is var now && now < least)
                        {
                            (best, least) = (place, now);
                        }
                    }

                    Move(column, slot, best);
                }
            }
        }

        return columns;
    }

    static void Move(List<GraphSlot> column, GraphSlot slot, int place)
    {
        column.Remove(slot);
        column.Insert(place, slot);
    }

    /// <summary>Lines that go down to another area cross all that stands below and goes on to the right.</summary>
    static int Crossings(List<List<GraphSlot>> columns)
    {
        var all = 0;
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var place = index + 1 < columns.Count ? Places(columns[index + 1]) : [];
            var lines = column.SelectMany((slot, from) => slot.After.Select(to => (From: (double)from, To: place[to]))).ToList();
            all += lines.Select((one, first) => lines.Skip(first + 1).Count(other => (one.From - other.From) * (one.To - other.To) < 0))
                .Sum();
            all += column.Select((slot, from) => slot.Leaves ? column.Skip(from + 1).Sum(below => below.After.Count) : 0).Sum();
        }

        return all;
    }

    static Dictionary<GraphSlot, double> Places(List<GraphSlot> column) =>
        column.Select((slot, index) => (slot, index)).ToDictionary(pair => pair.slot, pair => (pair.index + 1.0) / (column.Count + 1));

    static List<List<GraphSlot>> Copy(List<List<GraphSlot>> columns) => [.. columns.Select(column => column.ToList())];
}
