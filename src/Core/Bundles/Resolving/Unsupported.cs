using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// Names what would otherwise be skipped in silence. Asked before plan and deploy only: validating a bundle with these is fine.
/// </summary>
static class Unsupported
{
    static readonly string[][] Fields = [["experimental", "scripts"], ["experimental", "python"], ["experimental", "pydabs"], ["python"]];

    static readonly string[][] Switches =
    [
        ["bundle", "deployment", "fail_on_active_runs"],
        ["experimental", "python_wheel_wrapper"],
        ["experimental", "use_legacy_run_as"],
        ["experimental", "immutable_folder"],
        ["presets", "artifacts_dynamic_version"],
    ];

    /// <summary>What comes out without them serves as well.</summary>
    static readonly (string[] Field, string Instead)[] Ignored =
    [
        (["presets", "source_linked_deployment"], "Files are uploaded: this engine does not run inside of the workspace."),
        (["experimental", "skip_artifact_cleanup"], "Only libraries that the bundle no longer has are taken away."),
        (["experimental", "record_deployment_history"], "The portal keeps the history of its deployments itself."),
    ];

    public static void Check(MapNode root, Findings findings)
    {
        CheckSwitches(root, findings);
        foreach (var field in Fields)
        {
            if (root.At(field) is { } node and not MapNode { Count: 0 } and not ScalarNode { Text: "" })
            {
                findings.Error($"'{string.Join('.', field)}' is not supported by this engine", NodePath.Of(field), node);
            }
        }

        if (root.TextAt("bundle", "engine") is "terraform")
        {
            findings.Error(
                "bundle engine 'terraform' is not supported by this engine",
                NodePath.Of("bundle", "engine"),
                root.At("bundle", "engine"));
        }

        CheckArtifacts(root, findings);
        foreach (var type in ResourceMaps.Types(root).Where(type => ResourceKinds.Find(type) is null))
        {
            findings.Error(
                $"resource type '{type}' is not supported by this engine",
                NodePath.Of("resources", type),
                root.At("resources", type));
        }
    }

    static void CheckSwitches(MapNode root, Findings findings)
    {
        foreach (var field in Switches.Where(field => root.TextAt(field) is "true"))
        {
            findings.Error($"'{string.Join('.', field)}' is not supported by this engine", NodePath.Of(field), root.At(field));
        }

        foreach (var (field, instead) in Ignored.Where(ignored => root.TextAt(ignored.Field) is "true"))
        {
            findings.Warning($"'{string.Join('.', field)}' is ignored by this engine", NodePath.Of(field), root.At(field), instead);
        }
    }

    /// <summary>Building is the business of continuous integration; what it built is uploaded where a library names it.</summary>
    static void CheckArtifacts(MapNode root, Findings findings)
    {
        foreach (var (name, artifact) in (root["artifacts"] as MapNode)?.Entries ?? [])
        {
            if (artifact.At("build") is not null || artifact.At("files") is not ListNode { Items.Count: > 0 })
            {
                findings.Error(
                    $"building artifact '{name}' is not supported by this engine",
                    NodePath.Of("artifacts", name),
                    artifact,
                    "Build it in continuous integration, and name the built file under 'files'.");
            }

            if (artifact.TextAt("dynamic_version") is "true")
            {
                findings.Error(
                    "'dynamic_version' is not supported by this engine",
                    NodePath.Of("artifacts", name, "dynamic_version"),
                    artifact.At("dynamic_version"),
                    "Give every build a version of its own in continuous integration.");
            }
        }
    }
}
