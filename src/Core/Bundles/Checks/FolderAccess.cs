using System.Globalization;
using System.Net;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>
/// Whether folders of the deployment are open to somebody whom the bundle's permissions do not name. A folder that is not there yet will
/// inherit from the nearest one that is.
/// </summary>
static class FolderAccess
{
    static readonly string[] Levels = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"];

    public static async Task CheckAsync(
        ResolvedBundle bundle, DatabricksWorkspace workspace, Findings findings, CancellationToken cancellationToken)
    {
        var wanted = FolderGrants.Of(bundle);
        foreach (var folder in FolderGrants.Folders(bundle).Where(folder => wanted.Count > 0 && !IsShared(folder)))
        {
            if (await NearestAsync(folder, workspace, cancellationToken) is { ObjectId: { } id } nearest)
            {
                await CheckAsync(nearest.Path, id, wanted, bundle, workspace, findings, cancellationToken);
            }
        }
    }

    /// <summary>Everybody's anyway, which is said without asking.</summary>
    static bool IsShared(string folder) => folder.StartsWith("/Workspace/Shared/", StringComparison.Ordinal);

    static async Task CheckAsync(
        string folder,
        long id,
        IReadOnlyList<AccessControl> wanted,
        ResolvedBundle bundle,
        DatabricksWorkspace workspace,
        Findings findings,
        CancellationToken cancellationToken)
    {
        var path = NodePath.Of("permissions");
        try
        {
            var all = await workspace.Permissions.GetAllAsync("directories", id.ToString(CultureInfo.InvariantCulture), cancellationToken);
            var more = all.Where(entry => entry.GroupName is not "admins" && !wanted.Any(each => Covers(each, entry)))
                .Select(Text)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
            if (more.Length > 0)
            {
                findings.Warning(
                    $"the workspace folder {folder} has permissions that the bundle does not configure",
                    path,
                    bundle.Root["permissions"],
                    $"{string.Join('\n', more)}\nAdd them to the bundle's permissions, or take them away from the folder.");
            }
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden)
        {
            findings.Warning(
                $"the permissions of the workspace folder {folder} cannot be read", path, bundle.Root["permissions"], fault.Detail);
        }
    }

    static async Task<WorkspaceObject?> NearestAsync(string folder, DatabricksWorkspace workspace, CancellationToken cancellationToken)
    {
        for (var path = folder; path.LastIndexOf('/') is > 0 and var slash; path = path[..slash])
        {
            if (await workspace.Files.StatusAsync(path, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    static bool Covers(AccessControl wanted, AccessControl found) =>
        (wanted.UserName, wanted.GroupName, wanted.ServicePrincipalName) == (found.UserName, found.GroupName, found.ServicePrincipalName)
        && Array.IndexOf(Levels, wanted.PermissionLevel) >= Array.IndexOf(Levels, found.PermissionLevel);

    static string Text(AccessControl entry) => entry switch
    {
        { UserName: { } user } => $"- level: {entry.PermissionLevel}, user_name: {user}",
        { GroupName: { } group } => $"- level: {entry.PermissionLevel}, group_name: {group}",
        _ => $"- level: {entry.PermissionLevel}, service_principal_name: {entry.ServicePrincipalName}",
    };
}
