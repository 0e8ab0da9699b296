using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;
using ReleasePortal.Core.Provisioning.Applying;

namespace ReleasePortal.Core.Provisioning.Access;

/// <summary>Under which names something may be given to the service principal in Databricks: its own, and its groups
/// in the workspace and in the account.
/// Source: https://docs.databricks.com/api/azure/account/accountserviceprincipals/list</summary>
public sealed class DatabricksNames(PortalCatalogs catalogs, IOptions<AzureOptions> azure, IOptions<DatabricksAccountOptions> account)
{
    /// <summary>Whoever asks, as the workspace knows them. Source: https://docs.databricks.com/api/azure/workspace/currentuser/me</summary>
    internal const string Me = "/api/2.0/preview/scim/v2/Me";

    /// <summary>The group of everybody, which no list of groups names.</summary>
    const string Everybody = "account users";

    /// <exception cref="DatabricksException">The workspace did not answer.</exception>
    internal async Task<KnownAs> ReadAsync(CatalogEndpoint workspace, CancellationToken cancellationToken)
    {
        var inAccount = InAccountAsync(cancellationToken);
        var me = await workspace.ReadAsync(Me, cancellationToken);
        var found = await inAccount;
        return new(
            azure.Value.ClientId!,
            [.. Texts(me?["groups"], "display").Concat(Texts(found?["groups"], "display")).Append(Everybody).Distinct(StringComparer.OrdinalIgnoreCase)],
            Texts(found?["roles"], "value").Contains("account_admin", StringComparer.Ordinal));
    }

    /// <summary>Only its admins may ask the account; to others their groups in the workspace say what there is to know.</summary>
    async Task<JsonNode?> InAccountAsync(CancellationToken cancellationToken)
    {
        if (account.Value.AccountId is null)
        {
            return null;
        }

        try
        {
            var filter = Uri.EscapeDataString($"applicationId eq \"{azure.Value.ClientId}\"");
            var answer = await catalogs.OfAccount().ReadAsync($"/scim/v2/ServicePrincipals?filter={filter}", cancellationToken);
            return (answer?["Resources"] as JsonArray)?.FirstOrDefault();
        }
        catch (DatabricksException fault) when (!fault.MayPass)
        {
            return null;
        }
    }

    static IEnumerable<string> Texts(JsonNode? list, string field) =>
        (list as JsonArray ?? []).Select(item => (string?)item?[field]).OfType<string>();
}

/// <param name="Own">Its application id.</param>
sealed record KnownAs(string Own, IReadOnlyList<string> Groups, bool IsAccountAdmin)
{
    public bool Includes(string? principal) => Groups.Prepend(Own).Contains(principal, StringComparer.OrdinalIgnoreCase);
}
