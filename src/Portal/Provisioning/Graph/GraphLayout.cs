using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>
/// The picture of a stage's resources. What is needed first stands left; what lies in Databricks' catalog stands in
/// an area below what lies in Azure, for the chain of all of them is longer than a screen. The resource group is the frame of what lies
/// in it.
/// </summary>
public sealed class GraphLayout
{
    const int Margin = 2;
    const int Pad = 14;
    const int HeadHeight = 54;
    const int TitleHeight = 40;

    static readonly HashSet<string> InCatalog = new(StringComparer.Ordinal)
    {
        "Metastore link", "Storage credential", "External location", "Catalog", "Schema", "Grants",
    };

    GraphLayout(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges, IReadOnlyList<GraphFrame> frames) =>
        (Nodes, Edges, Frames) = (nodes, edges, frames);

    /// <summary>Area by area, column by column.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }

    public IReadOnlyList<GraphFrame> Frames { get; }

    public int Width => Frames[0].X + Frames[0].Width + Margin;

    public int Height => Frames[^1].Y + Frames[^1].Height + Margin;

    public GraphNode? Find(string key) => Nodes.FirstOrDefault(node => node.Key == key);

    public static GraphLayout Of(IReadOnlyList<ResourceView> resources)
    {
        var nodes = GraphNodes.Of(resources).ToDictionary(node => node.Key, StringComparer.Ordinal);
        var groups = nodes.Values.Where(node => node.Resources[0].Kind is "Resource group").ToList();
        var head = groups is [var group] && nodes.Count > 1 ? group with { IsHead = true } : null;
        if (head is not null)
        {
            nodes[head.Key] = head;
        }

        List<GraphArea> areas =
        [
            .. nodes.Values.Where(node => node != head).GroupBy(node => IsInCatalog(node.Key, nodes)).OrderBy(area => area.Key)
                .Select(
                    area => new GraphArea(
                        area.Key ? "Unity Catalog" : head is null ? "Azure" : null, [.. area.Select(node => node.Key)], nodes)),
        ];
        var grid = new GraphGrid(areas);
        var width = Math.Max(grid.Width, head is null ? 0 : grid.Column(0) + head.Width + Pad);
        var (frames, top) = (new List<GraphFrame>(), Margin);
        foreach (var area in areas)
        {
            area.Top = top + (area.Title is null ? HeadHeight : TitleHeight);
            var height = area.Top - top + area.Height + Pad;
            frames.Add(new(area.Title, grid.Column(0), Margin, top, width - (2 * Margin), height));
            top += height + (area == areas[^1] ? 0 : grid.PassageHeight);
        }

        foreach (var (slot, area) in areas.SelectMany(area => area.Nodes.Values.Select(slot => (slot, area))))
        {
            nodes[slot.Key] = nodes[slot.Key] with
            {
                X = grid.Column(slot.Column),
                Y = area.Top + (int)slot.Y - (GraphNode.UsualHeight / 2)
            };
        }

        if (head is not null)
        {
            nodes[head.Key] = head with { X = grid.Column(0), Y = Margin + 12 };
        }

        var ordered = areas.SelectMany(area => area.Nodes.Keys).Prepend(head?.Key).OfType<string>().Select(key => nodes[key]).ToList();
        var passage = frames[0].Y + frames[0].Height;
        var edges = ordered.SelectMany(node => node.Needs.Where(need => !nodes[need].IsHead)
            .Select(need => new GraphEdge(nodes[need], node, grid.Line(need, node.Key, passage))));
        return new(ordered, [.. edges], frames);
    }

    static bool IsInCatalog(string key, Dictionary<string, GraphNode> nodes) =>
        InCatalog.Contains(nodes[key].Resources[0].Kind) || nodes[key].Needs.Any(need => IsInCatalog(need, nodes));
}

/// <summary>The box around an area.</summary>
/// <param name="Title">Null when a node heads it.</param>
/// <param name="TitleX">Where no line comes down.</param>
public sealed record GraphFrame(string? Title, int TitleX, int X, int Y, int Width, int Height);
