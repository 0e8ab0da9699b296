using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Opens Unity Catalog as a workspace sees it, and as the account does.</summary>
public sealed class CatalogEndpoints(
    IHttpClientFactory http, DatabricksRetry retry, IOptions<DatabricksAccountOptions> account, TimeProvider clock)
{
    public CatalogEndpoint Of(Uri workspace, Func<CancellationToken, ValueTask<Secret>> token) =>
        new(new(http.CreateClient(DatabricksClient.HttpClientName), workspace, token, retry, clock), "");

    /// <summary>The service principal must be an account admin.</summary>
    /// <exception cref="DatabricksException">The settings name no account.</exception>
    public CatalogEndpoint OfAccount(Func<CancellationToken, ValueTask<Secret>> token) => account.Value.AccountId is { } id
        ? new(
            new(http.CreateClient(DatabricksClient.HttpClientName), account.Value.AccountUrl, token, retry, clock),
            $"/api/2.0/accounts/{id}")
        : throw new DatabricksException(
            "Opening the account", status: null, errorCode: null, "Databricks:AccountId is not set; it stands in the account console");
}
