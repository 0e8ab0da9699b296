using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>
/// What <c>mode: development</c> and <c>mode: production</c> ask for.
/// Source: https://docs.databricks.com/aws/en/dev-tools/bundles/deployment-modes </summary>
static class Modes
{
    public static MapNode Apply(MapNode root, LoadedTarget target, WorkspaceFacts facts, BundleGit? git, Findings findings)
    {
        var path = NodePath.Of("bundle", "mode");
        switch (root.TextAt("bundle", "mode"))
        {
            case null:
                return root;
            case "development":
                CheckOwnPaths(root, facts, findings);
                return Development(root, facts, findings);
            case "production":
                Production.Check(root, target, facts, git, findings);
                return root;
            case var other:
                findings.Error(
                    $"unsupported value '{other}' specified for 'mode': must be either 'development' or 'production'",
                    path,
                    root.At("bundle", "mode"));
                return root;
        }
    }

    static MapNode Development(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        var presets = root["presets"] as MapNode ?? MapNode.Empty;
        if (presets.TextAt("trigger_pause_status") is "UNPAUSED")
        {
            findings.Error(
                "target with 'mode: development' cannot set trigger pause status to UNPAUSED by default",
                NodePath.Of("presets", "trigger_pause_status"),
                presets["trigger_pause_status"]);
        }

        if (presets.TextAt("name_prefix") is { Length: > 0 } prefix && !Names(prefix, facts))
        {
            findings.Error(
                "prefix should contain the current username or ${workspace.current_user.short_name} to ensure uniqueness when using 'mode: development'",
                NodePath.Of("presets", "name_prefix"),
                presets["name_prefix"]);
        }

        presets = (presets.TextAt("name_prefix") is "" ? presets.Set("name_prefix", null) : presets)
            .Default("name_prefix", ScalarNode.Of($"[dev {facts.ShortName}] "))
            .Default("jobs_max_concurrent_runs", ScalarNode.Of(4))
            .Default("pipelines_development", ScalarNode.Of(value: true))
            .Default("trigger_pause_status", ScalarNode.Of("PAUSED"))
            .Set("tags", (presets["tags"] as MapNode ?? MapNode.Empty).Default("dev", ScalarNode.Of(facts.ShortName)));
        return root.At("bundle", "deployment", "lock", "enabled") is null
            ? root.Set("presets", presets).SetAt(["bundle", "deployment", "lock", "enabled"], ScalarNode.Of(value: false))
            : root.Set("presets", presets);
    }

    /// <summary>So that two people who try something at the same time do not overwrite each other.</summary>
    static void CheckOwnPaths(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        foreach (var key in new[] { "root_path", "file_path", "resource_path", "artifact_path", "state_path" })
        {
            if (root.TextAt("workspace", key) is { } path && !Names(path, facts))
            {
                findings.Error(
                    $"{key} must start with '~/' or contain the current username to ensure uniqueness when using 'mode: development'",
                    NodePath.Of("workspace", key),
                    root.At("workspace", key));
            }
        }
    }

    static bool Names(string text, WorkspaceFacts facts) =>
        text.Contains(facts.User.UserName, StringComparison.Ordinal) || text.Contains(facts.ShortName, StringComparison.Ordinal);
}
