using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

public sealed class ListNode(IReadOnlyList<Node> items, IReadOnlyList<Location> locations) : Node(locations)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Kind => "sequence";

    public override Node UsedAt(IReadOnlyList<Location> locations) =>
        new ListNode([.. Items.Select(item => item.UsedAt(locations))], With(locations));
}
