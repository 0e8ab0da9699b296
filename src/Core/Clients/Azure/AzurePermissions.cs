using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>What the service principal may do. Source:
/// https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource</summary>
public sealed class AzurePermissions(AzureResources azure)
{
    const string ApiVersion = "2022-04-01";

    /// <param name="scope">The id of a subscription, resource group or resource that exists.</param>
    /// <returns>Nothing if Azure does not tell.</returns>
    public async Task<GrantedActions?> ReadAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            var grants = await azure.ListAsync($"{scope}/providers/Microsoft.Authorization/permissions", ApiVersion, cancellationToken);
            return new([.. grants.Select(grant => new GrantedActions.Grant(Texts(grant["actions"]), Texts(grant["notActions"])))]);
        }
        catch (AzureException fault) when (!fault.IsUnanswered)
        {
            return null;
        }
        catch (AzureException fault) when (fault.IsNameless)
        {
            throw fault.About($"What the service principal may do with {NameOf(scope)} could not be read");
        }
    }

    static string NameOf(string scope) =>
        scope.Split('/') is [_, "subscriptions", _] ? "the subscription" : scope[(scope.LastIndexOf('/') + 1)..];

    static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => (string)item!)];
}
