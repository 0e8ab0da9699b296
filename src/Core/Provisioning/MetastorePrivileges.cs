using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What the service principal may make in a workspace's metastore, by its own grants and those of its groups.
/// Source: https://docs.databricks.com/api/azure/workspace/grants/geteffective</summary>
public sealed class MetastorePrivileges(CatalogEndpoints catalogs, EntraTokens entra, IOptions<AzureOptions> azure)
{
    /// <returns>Nothing where nobody can say: the workspace is in no metastore yet, or does not tell.</returns>
    /// <exception cref="DatabricksException">There was no answer.</exception>
    internal async Task<Func<string, bool>?> ReadAsync(Uri workspace, CancellationToken cancellationToken)
    {
        var catalog = catalogs.Of(workspace, async token => await entra.ForDatabricksAsync(token));
        try
        {
            var metastore = await catalog.ReadAsync($"{CatalogResource.Root}/metastore_summary", cancellationToken);
            if ((string?)metastore?["metastore_id"] is not { } id)
            {
                return null;
            }

            var principal = azure.Value.ClientId!;
            var granted = await catalog.ReadAsync($"{CatalogResource.Root}/effective-permissions/metastore/{id}?principal={principal}", cancellationToken);
            var privileges = Privileges(granted).ToHashSet(StringComparer.Ordinal);
            var isOwner = string.Equals((string?)metastore["owner"], principal, StringComparison.OrdinalIgnoreCase);
            return privilege => isOwner || privileges.Contains(privilege);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    static IEnumerable<string> Privileges(JsonObject? answer) =>
        from assignment in answer?["privilege_assignments"] as JsonArray ?? []
        from privilege in assignment?["privileges"] as JsonArray ?? []
        select $"{privilege?["privilege"]}";
}
