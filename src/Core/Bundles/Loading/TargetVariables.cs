using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A target gives variables another default or lookup; a value may stand without the word <c>default</c>.</summary>
static class TargetVariables
{
    static readonly string[][] Definitions =
    [
        ["default"],
        ["lookup"],
        ["default", "type"],
        ["default", "description"],
        ["default", "description", "type"],
        ["description", "lookup"],
    ];

    public static MapNode Overlay(MapNode root, MapNode target, NodePath path, Findings findings)
    {
        foreach (var (name, value) in (target["variables"] as MapNode)?.Entries ?? [])
        {
            if (root.At("variables", name) is not { } defined)
            {
                findings.Error($"variable {name} is not defined but is assigned a value", path.Key(name), value);
                continue;
            }

            root = root.SetAt(["variables", name], Overlay(defined as MapNode ?? MapNode.Empty, Definition(value)));
        }

        return root;
    }

    static MapNode Overlay(MapNode defined, MapNode change)
    {
        defined = change["default"] is { } value ? defined.Set("default", value).Set("lookup", null) : defined;
        defined = change["lookup"] is { } lookup ? defined.Set("lookup", lookup).Set("default", null) : defined;
        defined = change["type"] is { } type ? defined.Set("type", type) : defined;
        return change["description"] is { } description ? defined.Set("description", description) : defined;
    }

    static MapNode Definition(Node value) =>
        value is MapNode map && Definitions.Any(keys => keys.SequenceEqual(map.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            ? map
            : MapNode.Empty.Set("default", value);
}
