namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>Where the keys lead in the picture: left and right along its lines, up and down through a column.</summary>
public static class GraphSteps
{
    /// <param name="key">As the browser calls it: "ArrowRight".</param>
    /// <returns>Null when there is nothing that way.</returns>
    public static GraphNode? StepFrom(this GraphLayout layout, GraphNode node, string key) => key switch
    {
        "ArrowRight" => Nearest(layout, node, node.NeededBy),
        "ArrowLeft" => Nearest(layout, node, node.Needs),
        "ArrowUp" => Column(layout, node).LastOrDefault(other => other.Y < node.Y),
        "ArrowDown" => Column(layout, node).FirstOrDefault(other => other.Y > node.Y),
        "Home" => layout.Nodes[0],
        "End" => layout.Nodes[^1],
        _ => null,
    };

    /// <summary>Of several, the one that the eye follows: in the same row, and not far.</summary>
    static GraphNode? Nearest(GraphLayout layout, GraphNode node, IReadOnlyList<string> keys) =>
        keys.Select(key => layout.Find(key)!)
            .OrderBy(other => Math.Abs(other.Y - node.Y)).ThenBy(other => Math.Abs(other.X - node.X)).FirstOrDefault();

    static IEnumerable<GraphNode> Column(GraphLayout layout, GraphNode node) =>
        layout.Nodes.Where(other => other.X == node.X).OrderBy(other => other.Y);
}
