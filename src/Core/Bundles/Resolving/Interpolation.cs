using System.Globalization;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Replaces references by what they point at, which is resolved first. A text that is one reference takes over the value as it is;
/// inside a longer text only scalars fit. References to <c>resources</c> stay: they are known when those are deployed.
/// </summary>
sealed class Interpolation(MapNode root, Findings findings)
{
    readonly Stack<string> _open = new();

    public Node Resolve(Node node, NodePath path) => node switch
    {
        MapNode map => map.Select((key, value) => Resolve(value, path.Key(key))),
        ListNode list => new ListNode([.. list.Items.Select((item, index) => Resolve(item, path.Index(index)))], list.Locations),
        ScalarNode { Type: ScalarType.String } scalar => ResolveText(scalar, path),
        _ => node,
    };

    Node ResolveText(ScalarNode scalar, NodePath path)
    {
        if (Reference.IsWhole(scalar.Text))
        {
            var reference = scalar.Text[2..^1];
            return IsLate(reference) ? scalar : Find(reference, scalar, path)?.UsedAt(scalar.Locations) ?? scalar;
        }

        return scalar.As(ScalarType.String, Reference.Replace(scalar.Text, reference => Insert(reference, scalar, path)));
    }

    string Insert(string reference, ScalarNode scalar, NodePath path)
    {
        var value = IsLate(reference) ? null : Find(reference, scalar, path);
        if (value is MapNode or ListNode)
        {
            findings.Error($"cannot interpolate non-primitive value of type {value.Kind} into string", path, scalar);
        }

        return value is ScalarNode primitive ? primitive.Text : $"${{{reference}}}";
    }

    static bool IsLate(string reference) => reference.StartsWith("resources.", StringComparison.Ordinal);

    /// <returns>The resolved value; null after saying that there is none.</returns>
    Node? Find(string reference, ScalarNode scalar, NodePath path)
    {
        if (_open.Contains(reference, StringComparer.Ordinal))
        {
            var cycle = string.Join(" -> ", _open.Reverse().SkipWhile(open => !string.Equals(open, reference, StringComparison.Ordinal)).Append(reference));
            findings.Error($"cycle detected in field resolution: {cycle}", path, scalar);
            return null;
        }

        if (Walk(reference, out var hint) is not { } found)
        {
            findings.Error($"reference does not exist: ${{{reference}}}", path, scalar, hint);
            return null;
        }

        _open.Push(reference);
        var resolved = Resolve(found, new(reference));
        _open.Pop();
        return resolved;
    }

    Node? Walk(string reference, out string hint)
    {
        hint = "";
        var segments = Reference.Segments(reference);
        var way = segments is ["var", var name, .. var rest] ? ["variables", name, "value", .. rest] : segments;
        Node? node = root;
        for (var at = 0; at < way.Length; at++)
        {
            var next = Step(node!, way[at]);
            if (next is null)
            {
                hint = Hint(node!, way, at);
                return BundleTypes.Table.Find("root", way) is FieldType.Text ? ScalarNode.Of("") : null;
            }

            node = next;
        }

        return node;
    }

    /// <summary>A value on the way may itself be a reference to a map or a list.</summary>
    Node? Step(Node node, string key)
    {
        if (node is ScalarNode { Type: ScalarType.String } scalar && Reference.IsWhole(scalar.Text))
        {
            node = Find(scalar.Text[2..^1], scalar, new(key)) ?? node;
        }

        return node switch
        {
            MapNode map => map[key],
            ListNode list when int.TryParse(key, CultureInfo.InvariantCulture, out var index) => list.Items.ElementAtOrDefault(index),
            _ => null,
        };
    }

    static string Hint(Node node, string[] way, int at)
    {
        string[] roots = ["bundle", "workspace", "var", "resources"];
        var known = at == 0 ? roots : (node as MapNode)?.Keys ?? [];
        return Suggestions.For(way[at], known);
    }
}
