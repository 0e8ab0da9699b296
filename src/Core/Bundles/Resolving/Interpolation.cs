using System.Globalization;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Replaces references by what they point at, which is resolved first. A text that is one reference takes over the value as it is;
/// inside a longer text only scalars fit. References to <c>resources</c> stay: they are known when those are deployed. So do texts
/// that only look like one of ours.
/// </summary>
sealed class Interpolation(MapNode root, Findings findings)
{
    static readonly string[] Roots = ["bundle", "workspace", "var", "variables"];

    readonly Dictionary<string, (Node Node, NodeSize Size)> _known = new(StringComparer.Ordinal);
    readonly Stack<string> _open = new();
    readonly ReferenceBudget _budget = new(findings);

    /// <summary>The whole configuration, but for what is read before anything can be resolved.</summary>
    public MapNode ResolveRoot() => root.Select((section, value) => section switch
    {
        "include" => value,
        "workspace" when value is MapNode workspace => workspace.Select((field, text) =>
            SignInFields.All.Contains(field, StringComparer.Ordinal) ? text : Resolve(text, NodePath.Of(section, field))),
        _ => Resolve(value, new(section)),
    });

    public Node Resolve(Node node, NodePath path)
    {
        if (_budget.IsSpent(0, node, path))
        {
            return node;
        }

        _budget.Enter();
        Node resolved = node switch
        {
            MapNode map => map.Select((key, value) => Resolve(value, path.Key(key))),
            ListNode list => list.Select((item, index) => Resolve(item, path.Index(index))),
            ScalarNode { Type: ScalarType.String } scalar => ResolveText(scalar, path),
            _ => node,
        };
        _budget.Leave();
        return resolved;
    }

    Node ResolveText(ScalarNode scalar, NodePath path)
    {
        if (!scalar.Text.Contains("${", StringComparison.Ordinal))
        {
            return scalar;
        }

        if (Reference.IsWhole(scalar.Text))
        {
            var reference = scalar.Text[2..^1];
            return IsOurs(reference, scalar, path) ? Find(reference, scalar, path)?.UsedAt(scalar.Locations) ?? scalar : scalar;
        }

        var text = Reference.Replace(scalar.Text, reference => Insert(reference, scalar, path));
        if (_budget.IsTooLong(text, scalar, path))
        {
            return scalar;
        }

        _budget.Add(text);
        return scalar.As(ScalarType.String, text);
    }

    string Insert(string reference, ScalarNode scalar, NodePath path)
    {
        var value = IsOurs(reference, scalar, path) ? Find(reference, scalar, path) : null;
        if (value is MapNode or ListNode)
        {
            findings.Error($"cannot interpolate non-primitive value of type {value.Kind} into string", path, scalar);
        }

        return value is ScalarNode primitive ? _budget.Add(primitive.Text) : $"${{{reference}}}";
    }

    bool IsOurs(string reference, ScalarNode scalar, NodePath path)
    {
        var first = Reference.Segments(reference)[0];
        if (Roots.Contains(first, StringComparer.Ordinal))
        {
            return true;
        }

        if (first is not ("resources" or "artifacts") && findings.Suggestions.For(first, [.. Roots, "resources"]) is { Length: > 0 } hint)
        {
            findings.Warning($"reference is left as it is: ${{{reference}}}", path, scalar, hint);
        }

        return false;
    }

    /// <returns>The resolved value; null after saying that there is none.</returns>
    Node? Find(string reference, ScalarNode scalar, NodePath path)
    {
        if (_known.TryGetValue(reference, out var known))
        {
            return Copied(known.Node, known.Size, scalar, path);
        }

        if (_open.Contains(reference, StringComparer.Ordinal))
        {
            var way = _open.Reverse().SkipWhile(open => !string.Equals(open, reference, StringComparison.Ordinal)).Append(reference);
            findings.Error($"cycle detected in field resolution: {string.Join(" -> ", way)}", path, scalar);
            return null;
        }

        _open.Push(reference);
        var found = Walk(reference, out var hint);
        if (found is null)
        {
            _open.Pop();
            findings.Error($"reference does not exist: ${{{reference}}}", path, scalar, hint);
            return null;
        }

        var resolved = Resolve(found, new(reference));
        _open.Pop();
        var size = NodeSize.Of(resolved);
        _known[reference] = (resolved, size);
        return Copied(resolved, size, scalar, path);
    }

    /// <summary>Every place of use gets a copy of its own.</summary>
    Node? Copied(Node node, NodeSize size, ScalarNode scalar, NodePath path)
    {
        _budget.Add(size);
        return _budget.IsSpent(size.Depth, scalar, path) ? null : node;
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
                hint = node is MapNode map ? findings.Suggestions.For(way[at], map.Keys) : "";
                return FieldTypes.ZeroOf(BundleTypes.Table.Find("resolved", way));
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
}
