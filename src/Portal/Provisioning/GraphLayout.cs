using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Portal.Provisioning;

/// <summary>Where the nodes of the picture stand: what is needed first stands left; many of a small kind share a node.</summary>
public sealed class GraphLayout
{
    const int Columns = 5;
    const int Pitch = 288;
    const int Row = 74;
    const int Margin = 8;

    /// <summary>Kinds that come in numbers and say little one by one.</summary>
    static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "Private DNS zone", "DNS link", "DNS zone group", "Role assignment", "Lock", "Private endpoint",
    };

    GraphLayout(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges) => (Nodes, Edges) = (nodes, edges);

    public IReadOnlyList<GraphNode> Nodes { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }

    public int Width => (Nodes.Max(node => node.X) + GraphNode.Width) + (2 * GraphEdge.Bow) + Margin;

    public int Height => (Nodes.Max(node => node.Y) + GraphNode.Height) + (2 * Margin);

    public static GraphLayout Of(IReadOnlyList<ResourceView> resources)
    {
        var groups = resources.GroupBy(resource => Shared.Contains(resource.Kind) ? resource.Kind : resource.Id, StringComparer.Ordinal).ToList();
        var owner = groups.SelectMany(group => group.Select(resource => (resource.Id, group.Key)))
            .ToDictionary(pair => pair.Id, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
        var needs = groups.ToDictionary(group => group.Key, group => Needs(group, owner), StringComparer.Ordinal);
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            Depth(group.Key, needs, depth);
        }

        var direct = needs.ToDictionary(pair => pair.Key, pair => pair.Value.Where(need => !pair.Value.Any(other => other != need && Reaches(other, need, needs))).ToList(), StringComparer.Ordinal);
        var placed = Place(groups, direct, depth);
        return new(placed, [.. placed.SelectMany(node => direct[node.Key].Select(need => new GraphEdge(placed.Single(other => other.Key == need), node) { Between = placed }))]);
    }

    static List<string> Needs(IGrouping<string, ResourceView> group, Dictionary<string, string> owner) =>
        [.. group.SelectMany(resource => resource.Needs).Where(owner.ContainsKey).Select(id => owner[id]).Where(key => key != group.Key).Distinct(StringComparer.Ordinal)];

    static int Depth(string key, Dictionary<string, List<string>> needs, Dictionary<string, int> known)
    {
        if (!known.TryGetValue(key, out var depth))
        {
            known[key] = depth = needs[key].Select(need => Depth(need, needs, known) + 1).DefaultIfEmpty(0).Max();
        }

        return depth;
    }

    static bool Reaches(string from, string to, Dictionary<string, List<string>> needs) =>
        needs[from].Any(need => need == to || Reaches(need, to, needs));

    /// <summary>Column by column, each node near what it needs; what would stand too far right stands below its like.</summary>
    static List<GraphNode> Place(List<IGrouping<string, ResourceView>> groups, Dictionary<string, List<string>> direct, Dictionary<string, int> depth)
    {
        var columns = groups.GroupBy(group => Math.Min(depth[group.Key], Columns - 1)).OrderBy(column => column.Key).ToList();
        var tallest = columns.Max(column => column.Count());
        var row = new Dictionary<string, double>(StringComparer.Ordinal);
        List<GraphNode> placed = [];
        foreach (var column in columns)
        {
            var first = (tallest - column.Count()) / 2.0;
            var order = column.OrderBy(group => depth[group.Key] < Columns ? 0 : depth[group.Key])
                .ThenBy(group => direct[group.Key].Where(row.ContainsKey).Select(need => row[need]).DefaultIfEmpty(0).Average());
            foreach (var (index, group) in order.Index())
            {
                row[group.Key] = first + index;
                placed.Add(new(group.Key, [.. group], Margin + (column.Key * Pitch), Margin + (int)(row[group.Key] * Row)));
            }
        }

        return placed;
    }
}

/// <param name="Key">The resource's id, or the kind that its resources share.</param>
public sealed record GraphNode(string Key, IReadOnlyList<ResourceView> Resources, int X, int Y)
{
    public const int Width = 260;

    public const int Height = 54;

    public int Middle => Y + (Height / 2);

    /// <summary>Of several, the one that most wants to be seen.</summary>
    public ResourceState State => ResourceStates.Worst(Resources.Select(resource => resource.State));

    public string Title => (Resources.Count, Resources.Count(resource => resource.State == State)) switch
    {
        (1, _) => Short(Resources[0].Name),
        (var all, var some) when all == some => $"{all} {Plural(Resources[0].Kind)}",
        (var all, var some) => $"{some} of {all} {Plural(Resources[0].Kind)}",
    };

    public string Sub => Resources.Count == 1 ? Lower(Resources[0].Kind) : "";

    public string Label => $"{(Resources.Count == 1 ? $"{Resources[0].Name}, {Lower(Resources[0].Kind)}" : Title)}: {StateMarks.Of(State).Word}";

    static string Short(string text) => text.Length > 29 ? $"{text[..28]}…" : text;

    public static string Lower(string kind) => ResourceSubject.Lower(kind);

    static string Plural(string kind) => $"{Lower(kind)}s";
}

public sealed record GraphEdge(GraphNode From, GraphNode To)
{
    public bool IsDim => To.State is ResourceState.ToCreate or ResourceState.Missing or ResourceState.Unknown;

    /// <summary>How far a line swings out beside its column.</summary>
    public const int Bow = 14;

    /// <summary>The nodes that it must not run behind.</summary>
    public IReadOnlyList<GraphNode> Between { get; init; } = [];

    /// <summary>From the right side to the left; past the columns between in a gap of their rows. Within a column from below to above, or beside it.</summary>
    public string Path
    {
        get
        {
            var (fromX, fromY, toX, toY) = (From.X + GraphNode.Width, From.Middle, To.X, To.Middle);
            if (From.X == To.X)
            {
                return Math.Abs(To.Y - From.Y) < GraphNode.Height * 2
                    ? FormattableString.Invariant($"M{From.X + 24} {From.Y + GraphNode.Height} V{To.Y}")
                    : FormattableString.Invariant($"M{fromX} {fromY} C{fromX + (2 * Bow)} {fromY} {fromX + (2 * Bow)} {toY} {fromX} {toY}");
            }

            if (Passed is [])
            {
                return FormattableString.Invariant($"M{fromX} {fromY} C{toX - Bow} {fromY} {fromX + Bow} {toY} {toX} {toY}");
            }

            var (begin, end, row) = (Passed.Min(node => node.X) - 4, Passed.Max(node => node.X) + GraphNode.Width + 4, FreeRow);
            return FormattableString.Invariant(
                $"M{fromX} {fromY} C{begin} {fromY} {fromX} {row} {begin} {row} H{end} C{toX} {row} {end} {toY} {toX} {toY}");
        }
    }

    List<GraphNode> Passed => [.. Between.Where(node => node.X > From.X && node.X < To.X)];

    /// <summary>The height nearest to both ends at which no node of the columns between stands.</summary>
    int FreeRow
    {
        get
        {
            const int Clear = 8;
            var passed = Passed;
            int[] rows = [From.Middle, To.Middle, .. passed.SelectMany(node => new[] { node.Y - Clear - 2, node.Y + GraphNode.Height + Clear + 2 })];
            return rows.Where(row => row > 0 && passed.TrueForAll(node => row < node.Y - Clear || row > node.Y + GraphNode.Height + Clear))
                .MinBy(row => Math.Abs(row - From.Middle) + Math.Abs(row - To.Middle));
        }
    }
}
