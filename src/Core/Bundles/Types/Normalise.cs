using System.Globalization;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Types;

/// <summary>
/// Brings a tree into the form of the type table. What does not fit is left out with a warning, as `databricks bundle` does; a value
/// that is one whole reference fits everywhere until it is resolved.
/// </summary>
sealed class Normalise(TypeTable table, Findings findings)
{
    static readonly string[] Truths = ["true", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON"];
    static readonly string[] Untruths = ["false", "n", "N", "no", "No", "NO", "off", "Off", "OFF"];

    public static MapNode Map(MapNode map, TypeTable table, string structure, NodePath path, Findings findings) =>
        new Normalise(table, findings).Structure(map, structure, path);

    MapNode Structure(MapNode map, string structure, NodePath path)
    {
        var fields = table.Fields(structure);
        var isOpen = table.IsOpen(structure);
        return map.Select((key, value) =>
        {
            if (fields.TryGetValue(key, out var type))
            {
                return Value(value, type, path.Key(key));
            }

            if (isOpen)
            {
                return value;
            }

            // At the top people keep pieces to point at with anchors; those are no mistake.
            if (!path.IsRoot || !value.Anchored)
            {
                findings.Warning($"unknown field: {key}", path, value, findings.Suggestions.For(key, fields.Keys));
            }

            return null;
        });
    }

    Node? Value(Node node, FieldType type, NodePath path) => (node, type) switch
    {
        (_, FieldType.Any) => node,
        (ScalarNode { Type: ScalarType.Null }, FieldType.Structure or FieldType.MapOf or FieldType.ListOf) => node,
        (ScalarNode { Type: ScalarType.Null }, _) => Drop($"expected a {FieldTypes.Name(type)} value, found null", node, path),
        (ScalarNode scalar, _) when Reference.IsWhole(scalar.Text) => scalar,
        (MapNode map, FieldType.Structure structure) => Structure(map, structure.Name, path),
        (MapNode map, FieldType.MapOf values) => map.Select((key, value) => Value(value, values.Value, path.Key(key))),
        (ListNode list, FieldType.ListOf items) => List(list, items.Item, path),
        (ScalarNode scalar, FieldType.Text or FieldType.Choice) => As(scalar, ScalarType.String, scalar.Text),
        (ScalarNode scalar, FieldType.Bool) => Bool(scalar, path),
        (ScalarNode scalar, FieldType.Whole) => Whole(scalar, path),
        (ScalarNode scalar, FieldType.Real) => Real(scalar, path),
        _ => Drop($"expected {FieldTypes.Name(type)}, found {node.Kind}", node, path),
    };

    ListNode List(ListNode list, FieldType item, NodePath path) => list.Select((node, index) => Value(node, item, path.Index(index)));

    Node? Bool(ScalarNode scalar, NodePath path) =>
        Truths.Contains(scalar.Text, StringComparer.Ordinal) ? As(scalar, ScalarType.Bool, "true")
        : Untruths.Contains(scalar.Text, StringComparer.Ordinal) ? As(scalar, ScalarType.Bool, "false")
        : Drop($"expected bool, found {scalar.Kind}", scalar, path);

    Node? Whole(ScalarNode scalar, NodePath path) =>
        decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.Truncate(number) == number
        && number is >= long.MinValue and <= long.MaxValue
            ? As(scalar, ScalarType.Int, number.ToString("0", CultureInfo.InvariantCulture))
            : Drop($"expected int, found {scalar.Kind}", scalar, path);

    Node? Real(ScalarNode scalar, NodePath path) =>
        double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? As(scalar, ScalarType.Float, scalar.Text)
            : Drop($"expected float, found {scalar.Kind}", scalar, path);

    static ScalarNode As(ScalarNode scalar, ScalarType type, string text) =>
        scalar.Type == type && scalar.Text == text ? scalar : scalar.As(type, text);

    Node? Drop(string summary, Node node, NodePath path)
    {
        findings.Warning(summary, path, node);
        return null;
    }
}
