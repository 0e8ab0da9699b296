using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Finds what was deleted and holds the name of a vault. Azure keeps it by region: the wanted one is asked
/// first, and all others of the subscription only when nothing is there. Source:
/// https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/list-deleted</summary>
public sealed class DeletedVaults(AzureResources azure)
{
    /// <exception cref="AzureException">It may not be asked for in the wanted region, or there was no answer.</exception>
    internal async Task<DeletedVault?> FindAsync(AzureResource wanted, CancellationToken cancellationToken)
    {
        if (wanted is not { DeletedId: { } near, DeletedList: { } list })
        {
            return null;
        }

        if (await azure.ReadAsync(near, wanted.ApiVersion, cancellationToken) is { } found)
        {
            return new(near, found);
        }

        var all = await ListAsync(list, wanted.ApiVersion, cancellationToken);
        return all.FirstOrDefault(
            vault => string.Equals((string?)vault["name"], wanted.Name, StringComparison.OrdinalIgnoreCase)) is { } elsewhere
            ? new((string)elsewhere["id"]!, elsewhere)
            : null;
    }

    /// <summary>Whoever may not ask for all regions gets a plan all the same: the doctor tells, and so does Azure if
    /// there is one.</summary>
    async Task<IReadOnlyList<JsonObject>> ListAsync(string address, string apiVersion, CancellationToken cancellationToken)
    {
        try
        {
            return await azure.ListAsync(address, apiVersion, cancellationToken);
        }
        catch (AzureException fault) when (fault.IsDenied)
        {
            return [];
        }
    }
}
