namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>How high each slot of an area stands: as level as possible with what it is joined with, and clear of the others.</summary>
static class GraphRows
{
    const int Gap = 14;
    const int Sweeps = 16;

    /// <summary>From here on both sides count.</summary>
    const int Both = 10;

    /// <summary>Long lines that go straight are worth more than short ones that do.</summary>
    const double LineWeight = 4;

    /// <summary>Nodes of this weight stay, whatever the lines wish.</summary>
    const double Fixed = 1000;

    /// <returns>The height of the area.</returns>
    public static int Place(List<List<GraphSlot>> columns)
    {
        foreach (var column in columns)
        {
            Settle(column, _ => 0);
            var middle = (column[0].Y + column[^1].Y) / 2;
            column.ForEach(slot => slot.Y -= middle);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isForth = sweep % 2 == 0;
            foreach (var column in isForth ? columns : columns.AsEnumerable().Reverse())
            {
                Settle(column, slot => Joined(slot, isForth, sweep >= Both).Select(other => other.Y).DefaultIfEmpty(slot.Y).Average());
            }
        }

        // A line goes straight on where nothing stands in its way.
        columns.ForEach(column => Settle(column, slot => slot.IsNode ? slot.Y : slot.Before[0].Y, Fixed));
        var all = columns.SelectMany(column => column).ToList();
        var top = all.Min(slot => slot.Y - (slot.Height / 2));
        all.ForEach(slot => slot.Y = Math.Round(slot.Y - top));
        return (int)all.Max(slot => slot.Y + (slot.Height / 2));
    }

    static IEnumerable<GraphSlot> Joined(GraphSlot slot, bool isForth, bool isBoth) =>
        isBoth ? slot.Before.Concat(slot.After) : isForth ? slot.Before : slot.After;

    /// <summary>The nearest to what each wants at which they keep their order and do not touch: those in each other's
    /// way share their wish.</summary>
    static void Settle(List<GraphSlot> column, Func<GraphSlot, double> wish, double nodeWeight = 1)
    {
        double[] offsets = [.. column.Select((_, index) => Enumerable.Range(1, index).Sum(at => Between(column[at - 1], column[at])))];
        List<(double Sum, double Weight, int First, int Count)> blocks = [];
        foreach (var (index, slot) in column.Index())
        {
            var weight = slot.IsNode ? nodeWeight : LineWeight;
            blocks.Add(((wish(slot) - offsets[index]) * weight, weight, index, 1));
            while (blocks is [.., var above, var below] && above.Sum / above.Weight > below.Sum / below.Weight)
            {
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((above.Sum + below.Sum, above.Weight + below.Weight, above.First, above.Count + below.Count));
            }
        }

        foreach (var (sum, weight, first, count) in blocks)
        {
            for (var index = first; index < first + count; index++)
            {
                column[index].Y = (sum / weight) + offsets[index];
            }
        }
    }

    static double Between(GraphSlot above, GraphSlot below) =>
        ((above.Height + below.Height) / 2.0) + (above.IsNode && below.IsNode ? Gap : above.IsNode || below.IsNode ? Gap / 2 : 0);
}
