using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

public sealed class ListNode(IReadOnlyList<Node> items, IReadOnlyList<Location> locations) : Node(locations)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Kind => "sequence";

    public override Node UsedAt(IReadOnlyList<Location> locations) =>
        new ListNode([.. Items.Select(item => item.UsedAt(locations))], With(locations));

    /// <summary>Changes every item; null leaves it out. The same list when nothing changed.</summary>
    public ListNode Select(Func<Node, int, Node?> change)
    {
        var changed = new List<Node>(Items.Count);
        var same = true;
        for (var index = 0; index < Items.Count; index++)
        {
            var item = change(Items[index], index);
            same &= ReferenceEquals(item, Items[index]);
            if (item is not null)
            {
                changed.Add(item);
            }
        }

        return same ? this : new(changed, Locations) { Anchored = Anchored };
    }
}
