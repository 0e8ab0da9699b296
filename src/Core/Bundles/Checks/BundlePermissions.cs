using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>Permissions that would surprise: the deployer is left out, or the folder is everybody's anyway.</summary>
static class BundlePermissions
{
    public static void Check(MapNode root, WorkspaceFacts facts, Findings findings)
    {
        if (root["permissions"] is not ListNode { Items: { Count: > 0 } entries } permissions)
        {
            return;
        }

        // A group that manages may hold the deployer; nobody is asked who is in it.
        var managers = entries.Where(entry => entry.TextAt("level") is "CAN_MANAGE").ToArray();
        if (!Array.Exists(managers, entry => entry.TextAt("group_name") is not null || Names(entry, facts.User.UserName)))
        {
            findings.Recommend(
                $"permissions section should explicitly include the current deployment identity '{facts.User.DisplayName ?? facts.User.UserName}' or one of its groups",
                NodePath.Of("permissions"),
                permissions,
                "If it is not included, CAN_MANAGE permissions are only applied if the present identity is used to deploy.");
        }

        var rootPath = root.TextAt("workspace", "root_path") ?? "";
        if (rootPath.StartsWith("/Workspace/Shared/", StringComparison.Ordinal)
            && !Array.Exists(managers, entry => entry.TextAt("group_name") is "users"))
        {
            findings.Warning(
                $"the bundle root path {rootPath} is writable by all workspace users",
                NodePath.Of("workspace", "root_path"),
                root.At("workspace", "root_path"),
                "Everybody can read and write below /Workspace/Shared. If this is intended, add CAN_MANAGE for 'group_name: users' to the bundle's permissions; if not, take a root_path that only the wanted people reach.");
        }
    }

    static bool Names(Node entry, string userName) =>
        entry.TextAt("user_name") == userName || entry.TextAt("service_principal_name") == userName;
}
