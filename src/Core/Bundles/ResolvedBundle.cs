using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>A bundle whose every value is known, for one target, one workspace and one identity.</summary>
public sealed class ResolvedBundle
{
    internal ResolvedBundle(MapNode root, BundleFiles files, DatabricksUser deployer)
    {
        Root = root;
        Files = files;
        Source = files;
        Deployer = deployer;
    }

    public string Name => Root.TextAt("bundle", "name") ?? "";

    public string Target => Root.TextAt("bundle", "target") ?? "";

    public string? Mode => Root.TextAt("bundle", "mode");

    public string Host => Root.TextAt("workspace", "host") ?? "";

    public string RootPath => Root.TextAt("workspace", "root_path") ?? "";

    public string FilePath => Root.TextAt("workspace", "file_path") ?? "";

    public string StatePath => Root.TextAt("workspace", "state_path") ?? "";

    /// <summary>What is kept in the workspace, by the paths that it gets there.</summary>
    public BundleFiles Files { get; }

    /// <summary>Uploaded to a folder of their own; known when the bundle is to be deployed.</summary>
    public IReadOnlyList<LocalLibrary> Libraries { get; init; } = [];

    internal string LibraryPath => LocalLibrary.FolderIn(WorkspacePath("artifact_path"));

    public DatabricksUser Deployer { get; }

    public bool UsesLock => Root.TextAt("bundle", "deployment", "lock", "enabled") is not "false";

    internal bool ForcesLock => Root.TextAt("bundle", "deployment", "lock", "force") is "true";

    internal MapNode Root { get; }

    /// <summary>Everything that came with the bundle, synchronised or not, as seen from the sync root.</summary>
    internal BundleFiles Source { get; init; }

    internal IReadOnlyList<ResourceNode> Nodes { get; init; } = [];

    /// <summary>The resolved configuration as JSON, for people and for tools.</summary>
    public string ToJson() => Root.ToJson().ToJsonString();

    /// <summary>What is deployed where, as people read it.</summary>
    public IReadOnlyList<string> ToHeading() =>
        [$"Name: {Name}", $"Target: {Target}", "Workspace:", $"  Host: {Host}", $"  User: {Deployer.UserName}", $"  Path: {RootPath}"];

    internal bool IsBelowRoot(string path) => path.StartsWith(RootPath + "/", StringComparison.Ordinal);

    internal string WorkspacePath(string key) => Root.TextAt("workspace", key) ?? "";
}
