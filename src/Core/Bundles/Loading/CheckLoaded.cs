using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>What can be said about all files together, before a target is chosen.</summary>
static class CheckLoaded
{
    public static void Run(MapNode root, Findings findings)
    {
        Version(root, findings);
        ResourceKeys.Check(root, NodePath.Root, findings);
        UniqueResources.Check(root, findings);
        NotInterpolated(root, NodePath.Root, findings);
        foreach (var (name, target) in (root["targets"] as MapNode)?.Entries ?? [])
        {
            ResourceKeys.Check(target, NodePath.Of("targets", name), findings);
            NotInterpolated(target, NodePath.Of("targets", name), findings);
        }
    }

    static void Version(MapNode root, Findings findings)
    {
        var path = NodePath.Of("bundle", "databricks_cli_version");
        if (root.TextAt("bundle", "databricks_cli_version") is not { Length: > 0 } wanted)
        {
            return;
        }

        if (VersionConstraint.TryParse(wanted) is not { } constraint)
        {
            findings.Error(
                $"invalid version constraint \"{wanted}\" specified. Please specify the version constraint in the format (>=) 0.0.0(, (<=) 1.0.0)",
                path,
                root.At("bundle", "databricks_cli_version"));
        }
        else if (!constraint.Allows(BundleVersion.Cli))
        {
            findings.Error(
                $"Databricks CLI version constraint not satisfied. Required: {wanted}, current: {BundleVersion.Cli}",
                path,
                root.At("bundle", "databricks_cli_version"));
        }
    }

    static void NotInterpolated(Node node, NodePath path, Findings findings)
    {
        foreach (var field in SignInFields.All.Where(field => Holds(node.TextAt("workspace", field))))
        {
            findings.Warning(
                "Variable interpolation is not supported for fields that configure authentication",
                path.Key("workspace").Key(field),
                node.At("workspace", field),
                "Give it by an environment variable instead, for example DATABRICKS_HOST.");
        }

        if (Holds(node.TextAt("bundle", "name")))
        {
            findings.Warning(
                "bundle.name should not contain variable references",
                path.Key("bundle").Key("name"),
                node.At("bundle", "name"));
        }
    }

    static bool Holds(string? text) => text is not null && Reference.In(text).Any();
}
