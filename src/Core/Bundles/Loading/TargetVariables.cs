using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A target gives variables another default or lookup; a value may stand without the word <c>default</c>.</summary>
static class TargetVariables
{
    static readonly string[] Definitions =
        ["default", "lookup", "default type", "default description", "default description type", "description lookup"];

    public static MapNode Overlay(MapNode root, MapNode target, NodePath path, Findings findings)
    {
        if (target["variables"] is not MapNode { Count: > 0 } changes)
        {
            return root;
        }

        var variables = root["variables"] as MapNode ?? MapNode.Empty;
        foreach (var (name, value) in changes.Entries.Where(change => variables[change.Key] is null))
        {
            findings.Error(
                $"variable {name} is not defined but is assigned a value", path.Key(name), value,
                findings.Suggestions.For(name, variables.Keys));
        }

        return root.Set(
            "variables", variables.Select((name, defined) => changes[name] is { } value and not ScalarNode { Type: ScalarType.Null }
            ? Overlay(Variables.Definition(defined), Definition(value, path.Key(name), findings))
            : defined));
    }

    static MapNode Overlay(MapNode defined, MapNode change)
    {
        defined = change["default"] is { } value ? defined.Set("default", value).Set("lookup", null) : defined;
        defined = change["lookup"] is { } lookup ? defined.Set("lookup", lookup).Set("default", null) : defined;
        defined = change["type"] is { } type ? defined.Set("type", type) : defined;
        return change["description"] is { } description ? defined.Set("description", description) : defined;
    }

    static MapNode Definition(Node value, NodePath path, Findings findings) =>
        value is MapNode map && Definitions.Contains(string.Join(' ', map.Keys.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            ? Normalise.Map(map, BundleTypes.Table, "variable", path, findings)
            : MapNode.Empty.Set("default", value);
}
