using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The bundle's own permissions also hold for the folders of the workspace in which its files lie.</summary>
static class FolderGrants
{
    static readonly string[] Paths = ["root_path", "file_path", "resource_path", "artifact_path", "state_path"];

    /// <returns>None when the bundle says nothing; otherwise whoever deploys is among them.</returns>
    public static IReadOnlyList<AccessControl> Of(ResolvedBundle bundle)
    {
        var levels = PermissionLevels.OfFolders;
        var entries = ((bundle.Root["permissions"] as ListNode)?.Items ?? []).Select(entry => SettledPermissions.As(entry, levels))
            .OfType<Node>()
            .ToArray();
        return entries.Length == 0 ? [] : [.. SettledPermissions.Of(entries, levels, bundle.Deployer).Select(Entry)];
    }

    /// <summary>A folder below another one of these inherits from it, and a volume has grants instead.</summary>
    public static IEnumerable<string> Folders(ResolvedBundle bundle)
    {
        var all = Paths.Select(bundle.WorkspacePath).Where(path => !VolumePath.IsOne(path)).Distinct(StringComparer.Ordinal).ToArray();
        return all.Where(path => !Array.Exists(all, other => path.StartsWith(other + "/", StringComparison.Ordinal)));
    }

    static AccessControl Entry(Node entry) => new(
        entry.TextAt("level") ?? "",
        entry.TextAt("user_name"),
        entry.TextAt("group_name"),
        entry.TextAt("service_principal_name"));
}
