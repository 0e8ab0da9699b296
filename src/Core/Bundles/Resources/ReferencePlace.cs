using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A place of the configuration that refers to a resource.</summary>
/// <param name="Reference">Without the braces, for example <c>resources.jobs.elt.id</c>.</param>
sealed record ReferencePlace(string Reference, NodePath Path, ScalarNode Value)
{
    public static IEnumerable<ReferencePlace> In(Node? node, NodePath path) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => In(entry.Value, path.Key(entry.Key))),
        ListNode list => list.Items.SelectMany((item, index) => In(item, path.Index(index))),
        ScalarNode { Type: ScalarType.String } scalar =>
            References.In(scalar.Text).Select(reference => new ReferencePlace(reference, path, scalar)),
        _ => [],
    };
}
