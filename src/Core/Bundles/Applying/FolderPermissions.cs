using System.Globalization;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>The bundle's own permissions also hold for the folders in which its files lie.</summary>
sealed class FolderPermissions(DatabricksWorkspace workspace, ResolvedBundle bundle)
{
    static readonly string[] Paths = ["root_path", "file_path", "resource_path", "artifact_path", "state_path"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (bundle.Root["permissions"] is not ListNode { Items.Count: > 0 } permissions)
        {
            return;
        }

        var levels = PermissionLevels.OfFolders;
        var shared = permissions.Items.Select(entry => SettledPermissions.As(entry, levels)).OfType<Node>().ToArray();
        var entries = SettledPermissions.Of(shared, levels, bundle.Deployer).Select(Entry).ToArray();
        foreach (var folder in Folders())
        {
            if (await workspace.Files.StatusAsync(folder, cancellationToken) is { ObjectId: { } id })
            {
                await workspace.Permissions.PutAsync("directories", id.ToString(CultureInfo.InvariantCulture), entries, cancellationToken);
            }
        }
    }

    /// <summary>A folder below another one of these inherits from it.</summary>
    IEnumerable<string> Folders()
    {
        var all = Paths.Select(bundle.WorkspacePath).Distinct(StringComparer.Ordinal).ToArray();
        return all.Where(path => !Array.Exists(all, other => path.StartsWith(other + "/", StringComparison.Ordinal)));
    }

    static AccessControl Entry(Node entry) => new(
        entry.TextAt("level") ?? "",
        entry.TextAt("user_name"),
        entry.TextAt("group_name"),
        entry.TextAt("service_principal_name"));
}
