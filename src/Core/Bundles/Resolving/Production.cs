using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What <c>mode: production</c> refuses, for only one copy of a bundle may be in production, and a reviewed one.</summary>
static class Production
{
    public static void Check(MapNode root, LoadedTarget target, WorkspaceFacts facts, BundleGit? git, Findings findings)
    {
        CheckBranch(root, git, findings);
        foreach (var (path, pipeline) in ResourceMaps.All(root, "pipelines")
            .Where(pipeline => pipeline.Resource.TextAt("development") is "true"))
        {
            findings.Error(
                $"target with 'mode: production' cannot include a pipeline with 'development: true': {path.ToString().Split('.')[^1]}",
                path.Key("development"),
                pipeline["development"]);
        }

        if (!target.SetsRootPath)
        {
            AskForRootPath(root, facts, findings);
        }
    }

    static void CheckBranch(MapNode root, BundleGit? git, Findings findings)
    {
        var wanted = root.At("bundle", "git", "branch");
        if (git is { Branch.Length: > 0 } && wanted is ScalarNode { Text.Length: > 0 } branch && branch.Text != git.Branch)
        {
            findings.Error(
                "not on the right Git branch",
                NodePath.Of("bundle", "git", "branch"),
                branch,
                $"  expected according to configuration: {branch.Text}\n  actual: {git.Branch}");
        }
    }

    /// <summary>
    /// People share the default path's parent with nobody; a service principal, or run_as everywhere, makes copies unlikely.
    /// </summary>
    static void AskForRootPath(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        const string Reason = "set 'workspace.root_path' to make sure only one copy is deployed";
        var path = NodePath.Of("workspace", "root_path");
        if (facts.User.IsServicePrincipal || root["run_as"] is not null || Jobs.All(root).All(job => job.Job["run_as"] is not null))
        {
            findings.Recommend($"target with 'mode: production' should {Reason}", path, node: null);
        }
        else
        {
            findings.Error($"target with 'mode: production' must {Reason}", path, node: null);
        }
    }
}
