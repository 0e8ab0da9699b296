using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Reads and writes what Unity Catalog keeps, for a workspace or for the account. Made by <see cref="CatalogEndpoints"/>.
/// Source: https://docs.databricks.com/api/azure/workspace/catalogs</summary>
public sealed class CatalogEndpoint
{
    readonly DatabricksHttp _http;
    readonly string _prefix;

    internal CatalogEndpoint(DatabricksHttp http, string prefix) => (_http, _prefix) = (http, prefix);

    /// <returns>Nothing if it, or what holds it, does not exist.</returns>
    /// <exception cref="DatabricksException">It may not be read, or there was no answer.</exception>
    public async Task<JsonObject?> ReadAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.GetAsync(_prefix + address, DatabricksJson.Default.JsonObject, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Creates or changes; creating what is there already is no fault, for the answer to an earlier attempt
    /// may have been lost.</summary>
    /// <returns>Whether this call did it; if not, it was there already.</returns>
    /// <exception cref="DatabricksException">Refused, or not reached.</exception>
    public async Task<bool> WriteAsync(HttpMethod method, string address, JsonObject body, CancellationToken cancellationToken)
    {
        var call = new DatabricksCall(method, _prefix + address) { Body = Encoding.UTF8.GetBytes(body.ToJsonString()), Repeatable = true };
        try
        {
            await _http.SendAsync(call, cancellationToken);
            return true;
        }
        catch (DatabricksException fault) when (fault.ErrorCode?.EndsWith("ALREADY_EXISTS", StringComparison.Ordinal) is true)
        {
            return false;
        }
    }

    /// <summary>What is not there counts as deleted.</summary>
    /// <exception cref="DatabricksException">Refused, for something stands on it, or not reached.</exception>
    public async Task DeleteAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            await _http.SendAsync(new(HttpMethod.Delete, _prefix + address) { Repeatable = true }, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.NotFound)
        {
            return;
        }
    }
}
