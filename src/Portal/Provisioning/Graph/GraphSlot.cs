namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>What takes up room in a column of the picture: a node, or a place that a long line passes.</summary>
sealed class GraphSlot(string key, int column, bool isNode)
{
    const int LineHeight = 12;

    /// <summary>Of the node; of a line, the key of the node that it comes from.</summary>
    public string Key => key;

    public int Column => column;

    public bool IsNode => isNode;

    public int Height => isNode ? GraphNode.UsualHeight : LineHeight;

    /// <summary>Of its middle, from the top of its area.</summary>
    public double Y { get; set; }

    /// <summary>In the column before: what it needs.</summary>
    public List<GraphSlot> Before { get; } = [];

    /// <summary>In the column after: what needs it.</summary>
    public List<GraphSlot> After { get; } = [];

    /// <summary>Something in another area needs it, so a line goes down from it.</summary>
    public bool Leaves { get; init; }

    public void LeadTo(GraphSlot next)
    {
        After.Add(next);
        next.Before.Add(this);
    }
}
