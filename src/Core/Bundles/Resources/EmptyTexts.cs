using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>An empty text in an optional field of a resource means that the field is not set.</summary>
static class EmptyTexts
{
    public static MapNode Drop(MapNode root) => ResourceMaps.ChangeAll(root, (type, _, resource) =>
        BundleTypes.Resource(type) is { } structure ? (MapNode)Drop(resource, structure)! : resource);

    static Node Drop(Node node, FieldType? type) => (node, type) switch
    {
        (MapNode map, FieldType.Structure structure) => map.Select((key, value) =>
            IsOptionalText(structure.Name, key) && value is ScalarNode { Type: ScalarType.String, Text: "" }
                ? null
                : Drop(value, BundleTypes.Table.Fields(structure.Name).GetValueOrDefault(key))),
        (ListNode list, FieldType.ListOf items) => list.Select((item, _) => Drop(item, items.Item)),
        (MapNode map, FieldType.MapOf values) => map.Select((_, value) => Drop(value, values.Value)),
        _ => node,
    };

    static bool IsOptionalText(string structure, string field) =>
        BundleTypes.Table.Fields(structure).GetValueOrDefault(field) is FieldType.Text or FieldType.Choice
            && !BundleTypes.Table.IsRequired(structure, field);
}
