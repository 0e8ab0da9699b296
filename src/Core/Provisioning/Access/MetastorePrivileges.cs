using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>What the service principal may make in a workspace's metastore: by its own grants, those of its groups,
/// as the owner or in a group that owns it.
/// Source: https://docs.databricks.com/api/azure/workspace/grants/geteffective</summary>
public sealed class MetastorePrivileges(PortalCatalogs catalogs, DatabricksNames names)
{
    /// <summary>What admins of the account may make without a grant.
    /// Source: https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/admin-privileges</summary>
    const string OfAccountAdmins = "CREATE_STORAGE_CREDENTIAL";

    /// <returns>Nothing where nobody can say: the workspace is in no metastore yet, or does not tell.</returns>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    internal async Task<Func<string, bool>?> ReadAsync(Uri workspace, CancellationToken cancellationToken)
    {
        var catalog = catalogs.Of(workspace);
        try
        {
            var metastore = await catalog.ReadAsync($"{CatalogResource.Root}/metastore_summary", cancellationToken);
            if ((string?)metastore?["metastore_id"] is not { } id)
            {
                return null;
            }

            var known = await names.ReadAsync(catalog, cancellationToken);
            var own = PrivilegesAsync(catalog, id, known.Own, cancellationToken);
            var all = await Task.WhenAll([own, .. known.Groups.Select(group => OfGroupAsync(catalog, id, group, cancellationToken))]);
            var privileges = all.SelectMany(part => part).ToHashSet(StringComparer.Ordinal);
            var isOwner = known.Includes((string?)metastore["owner"]);
            return privilege => isOwner || privileges.Contains(privilege) || (known.IsAccountAdmin && privilege is OfAccountAdmins);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    /// <summary>A group that the metastore does not know, or does not tell of, brings nothing.</summary>
    static async Task<IEnumerable<string>> OfGroupAsync(
        CatalogEndpoint catalog, string metastore, string group, CancellationToken cancellationToken)
    {
        try
        {
            return await PrivilegesAsync(catalog, metastore, group, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            return [];
        }
    }

    static async Task<IEnumerable<string>> PrivilegesAsync(
        CatalogEndpoint catalog, string metastore, string principal, CancellationToken cancellationToken)
    {
        var answer = await catalog.ReadAsync(
            $"{CatalogResource.Root}/effective-permissions/metastore/{metastore}?principal={Uri.EscapeDataString(principal)}",
            cancellationToken);
        return [.. from assignment in answer?["privilege_assignments"] as JsonArray ?? []
            from privilege in assignment?["privileges"] as JsonArray ?? []
            select $"{privilege?["privilege"]}"];
    }
}
