using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Gives every variable its <c>value</c>, from the strongest source that has one: passed, environment, lookup (asked for later),
/// file, default.
/// </summary>
sealed class Variables(BundleRequest request, MapNode overrides, string target, Findings findings)
{
    public static MapNode Assign(MapNode root, BundleRequest request, Findings findings)
    {
        var target = root.TextAt("bundle", "target") ?? "";
        var defined = root["variables"] as MapNode ?? MapNode.Empty;
        foreach (var name in request.Variables.Keys.Where(name => defined[name] is null).Order(StringComparer.Ordinal))
        {
            findings.Error(
                $"variable {name} has not been defined", NodePath.Of("variables"), defined, findings.Suggestions.For(name, defined.Keys));
        }

        var variables = new Variables(request, VariableOverrides.Read(request.Files, target, defined, findings), target, findings);
        return root.Set("variables", defined.Select((name, node) => variables.Complete(name, Definition(node))));
    }

    /// <summary>A name with nothing behind it defines a variable that needs a value.</summary>
    public static MapNode Definition(Node node) => node as MapNode ?? new([], node.Locations);

    MapNode Complete(string name, MapNode variable)
    {
        var path = NodePath.Of("variables", name);
        if (request.Variables.TryGetValue(name, out var passed))
        {
            return Plain(variable, passed, path, $"setting variables of complex type via --var flag is not supported: {name}");
        }

        if (request.EnvironmentVariables.TryGetValue(name, out var fromEnvironment))
        {
            return Plain(
                variable,
                fromEnvironment,
                path,
                $"setting via environment variables (BUNDLE_VAR_{name}) is not supported for complex variable {name}");
        }

        if (variable["lookup"] is not null and not ScalarNode { Type: ScalarType.Null })
        {
            return variable;
        }

        if (overrides[name] is { } value)
        {
            return FromFile(name, variable, value, path);
        }

        return variable["default"] is { } written and not ScalarNode { Type: ScalarType.Null }
            ? Default(name, variable, written, path)
            : Missing(name, variable, path);
    }

    MapNode Plain(MapNode variable, string value, NodePath path, string refusal)
    {
        if (IsComplex(variable))
        {
            findings.Error(refusal, path, variable);
        }

        return variable.Set("value", ScalarNode.Of(value)).Set("lookup", null);
    }

    MapNode FromFile(string name, MapNode variable, Node value, NodePath path)
    {
        if (IsComplex(variable) != value is MapNode or ListNode)
        {
            findings.Error(
                IsComplex(variable)
                    ? $"variable {name} is of type complex, but the value in the variable file is not a complex type"
                    : $"variable {name} is not of type complex, but the value in the variable file is a complex type",
                path,
                value);
        }

        return variable.Set("value", value);
    }

    MapNode Default(string name, MapNode variable, Node value, NodePath path)
    {
        if (value is MapNode or ListNode && !IsComplex(variable))
        {
            findings.Error($"variable {name} must say 'type: complex' to hold a {value.Kind}", path.Key("default"), value);
        }

        return variable.Set("value", value);
    }

    MapNode Missing(string name, MapNode variable, NodePath path)
    {
        findings.Error(
            $"no value assigned to required variable {name}",
            path,
            variable,
            $"Give it a default, or pass a value: --var=\"{name}=...\", BUNDLE_VAR_{name} or {VariableOverrides.PathOf(target)}.");
        return variable.Set("value", ScalarNode.Of(""));
    }

    static bool IsComplex(MapNode variable) => variable.TextAt("type") is "complex";
}
