using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The bundle's own permissions also hold for the folders of the workspace in which its files lie.</summary>
static class FolderGrants
{
    static readonly string[] Paths = ["root_path", "file_path", "resource_path", "artifact_path", "state_path"];

    /// <returns>None when the bundle says nothing; otherwise whoever deploys is among them.</returns>
    public static IReadOnlyList<AccessControl> Of(ResolvedBundle bundle) => bundle.Root["permissions"] is not ListNode { Items.Count: > 0 } permissions ? [] :
        [.. permissions.Items.Select(Entry).Append(Deployer(bundle)).DistinctBy(entry => (entry.UserName, entry.GroupName, entry.ServicePrincipalName))];

    /// <summary>A folder below another one of these inherits from it, and a volume has grants instead.</summary>
    public static IEnumerable<string> Folders(ResolvedBundle bundle)
    {
        var all = Paths.Select(bundle.WorkspacePath).Where(path => !VolumePath.IsOne(path)).Distinct(StringComparer.Ordinal).ToArray();
        return all.Where(path => !Array.Exists(all, other => path.StartsWith(other + "/", StringComparison.Ordinal)));
    }

    static AccessControl Deployer(ResolvedBundle bundle) => bundle.Deployer.IsServicePrincipal
        ? new("CAN_MANAGE", UserName: null, GroupName: null, bundle.Deployer.UserName)
        : new("CAN_MANAGE", bundle.Deployer.UserName, GroupName: null, ServicePrincipalName: null);

    static AccessControl Entry(Node entry) => new(
        entry.TextAt("level") is "CAN_VIEW" ? "CAN_READ" : entry.TextAt("level") ?? "",
        entry.TextAt("user_name"),
        entry.TextAt("group_name"),
        entry.TextAt("service_principal_name"));
}
