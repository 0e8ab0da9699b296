using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Gives every variable its <c>value</c>: what the deployment passes, or else the default.</summary>
static class Variables
{
    public static MapNode Assign(MapNode root, IReadOnlyDictionary<string, string> passed, Findings findings)
    {
        var variables = root["variables"] as MapNode ?? MapNode.Empty;
        foreach (var name in passed.Keys.Where(name => variables[name] is null).Order(StringComparer.Ordinal))
        {
            findings.Error($"variable {name} has not been defined", NodePath.Of("variables"), variables, Suggestions.For(name, variables.Keys));
        }

        return root.Set("variables", variables.Select((name, node) =>
        {
            var variable = node as MapNode ?? MapNode.Empty;
            return variable.Set("value", Value(name, variable, passed.GetValueOrDefault(name), findings));
        }));
    }

    static Node? Value(string name, MapNode variable, string? passed, Findings findings)
    {
        var path = NodePath.Of("variables", name);
        if (passed is not null)
        {
            if (variable.TextAt("type") is "complex" || variable["default"] is MapNode or ListNode)
            {
                findings.Error($"setting variables of complex type via a passed value is not supported: {name}", path, variable);
            }

            return ScalarNode.Of(passed);
        }

        if (variable["lookup"] is { } lookup)
        {
            findings.Error($"variable lookup is not supported by this engine: {name}", path.Key("lookup"), lookup);
            return ScalarNode.Of("");
        }

        if (variable["default"] is MapNode or ListNode && variable.TextAt("type") is not "complex")
        {
            findings.Error($"variable {name} must say 'type: complex' to hold a {variable["default"]!.Kind}", path.Key("default"), variable["default"]);
        }

        if (variable["default"] is { } value)
        {
            return value;
        }

        findings.Error($"no value assigned to required variable {name}", path, variable, "Give it a default, or pass a value with the deployment.");
        return ScalarNode.Of("");
    }
}
