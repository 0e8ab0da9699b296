namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>How much a value would add where it is put in: its values, and the levels that they nest.</summary>
sealed record NodeSize(int Values, int Depth)
{
    public static NodeSize Of(Node node)
    {
        var values = 1;
        var depth = 0;
        IEnumerable<Node> children = node switch
        {
            MapNode map => map.Entries.Select(entry => entry.Value),
            ListNode list => list.Items,
            _ => [],
        };
        foreach (var child in children)
        {
            var size = Of(child);
            values += size.Values;
            depth = Math.Max(depth, size.Depth);
        }

        return new(values, depth + 1);
    }
}
