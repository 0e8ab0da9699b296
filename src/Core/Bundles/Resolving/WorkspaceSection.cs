using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Host, user and the five paths of the <c>workspace</c> section, and the commit of <c>bundle.git</c>.</summary>
static class WorkspaceSection
{
    static readonly (string Path, string Folder)[] Folders =
    [
        ("file_path", "files"),
        ("resource_path", "resources"),
        ("artifact_path", "artifacts"),
        ("state_path", "state"),
    ];

    public static MapNode Complete(MapNode root, WorkspaceFacts facts, BundleGit? git, Findings findings)
    {
        CheckHost(root, facts, findings);
        var workspace = (root["workspace"] as MapNode ?? MapNode.Empty)
            .Set("host", ScalarNode.Of(facts.Host.GetLeftPart(UriPartial.Authority)))
            .Set("current_user", User(facts))
            .Default("root_path", ScalarNode.Of("~/.bundle/${bundle.name}/${bundle.target}"));
        workspace = Home(workspace, facts.User.UserName);
        workspace = Folders.Aggregate(
            workspace, (all, folder) => all.Default(folder.Path, ScalarNode.Of("${workspace.root_path}/" + folder.Folder)));
        root = root.Set("workspace",
            workspace.Select((key, value) => key.EndsWith("_path", StringComparison.Ordinal) ? Prefixed(value) : value));
        return git is null ? root : Git(root, git);
    }

    static void CheckHost(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        var host = root.TextAt("workspace", "host");
        if (host is not null && !(WorkspaceHost.Parse(host) is { } address && SameHost(address, facts.Host)))
        {
            findings.Error(
                $"the target is made for {host}, but is deployed to {facts.Host.GetLeftPart(UriPartial.Authority)}",
                NodePath.Of("workspace", "host"),
                root.At("workspace", "host"));
        }
    }

    static bool SameHost(Uri one, Uri other) =>
        string.Equals(one.Authority, other.Authority, StringComparison.OrdinalIgnoreCase);

    static MapNode User(WorkspaceFacts facts) => MapNode.Empty
        .Set("id", ScalarNode.Of(facts.User.Id))
        .Set("userName", ScalarNode.Of(facts.User.UserName))
        .Set("displayName", ScalarNode.Of(facts.User.DisplayName ?? ""))
        .Set("short_name", ScalarNode.Of(facts.ShortName))
        .Set("domain_friendly_name", ScalarNode.Of(facts.DomainFriendlyName));

    static MapNode Home(MapNode workspace, string userName) =>
        workspace["root_path"] is ScalarNode root && (root.Text is "~" || root.Text.StartsWith("~/", StringComparison.Ordinal))
            ? workspace.Set("root_path", root.As(ScalarType.String, $"/Workspace/Users/{userName}{root.Text[1..]}"))
            : workspace;

    static Node Prefixed(Node path) =>
        path is ScalarNode { Text: ['/', ..] } scalar
        && !scalar.Text.StartsWith("/Workspace/", StringComparison.Ordinal)
        && !scalar.Text.StartsWith("/Volumes/", StringComparison.Ordinal)
            ? scalar.As(ScalarType.String, "/Workspace" + scalar.Text)
            : path;

    static MapNode Git(MapNode root, BundleGit git) => root.Within("bundle", bundle => bundle.Set(
        "git",
        (bundle["git"] as MapNode ?? MapNode.Empty)
            .Default("branch", ScalarNode.Of(git.Branch))
            .Default("origin_url", ScalarNode.Of(git.OriginUrl))
            .Set("commit", ScalarNode.Of(git.Commit))
            .Set("bundle_root_path", ScalarNode.Of(git.BundleRootPath))));
}
