using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>The file in which a person keeps values of their own for a target; it is never deployed.</summary>
static class VariableOverrides
{
    public static string PathOf(string target) => $".databricks/bundle/{target}/variable-overrides.json";

    public static MapNode Read(BundleFiles files, string target, MapNode defined, Findings findings)
    {
        var path = PathOf(target);
        if (!files.Contains(path) || YamlFile.Read(path, files.Read(path), findings) is not { } overrides)
        {
            return MapNode.Empty;
        }

        foreach (var (name, value) in overrides.Entries.Where(entry => defined[entry.Key] is null))
        {
            findings.Error(
                $"variable {name} is not defined but is assigned a value",
                NodePath.Of("variables", name),
                value,
                findings.Suggestions.For(name, defined.Keys));
        }

        return overrides;
    }
}
