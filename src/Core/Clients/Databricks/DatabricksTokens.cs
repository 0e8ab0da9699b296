namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>The caller's own personal access tokens. Source: https://docs.databricks.com/api/azure/workspace/tokens</summary>
public sealed class DatabricksTokens
{
    readonly DatabricksHttp _http;

    internal DatabricksTokens(DatabricksHttp http) => _http = http;

    /// <summary>
    /// Not tried again when the answer is lost, for a second token could be the result: look for the comment in
    /// <see cref="ListAsync"/> and delete what nobody holds.
    /// </summary>
    public async Task<NewDatabricksToken> CreateAsync(TimeSpan lifetime, string comment, CancellationToken cancellationToken)
    {
        const string Address = "/api/2.0/token/create";
        var wish = new TokenCreate((long)lifetime.TotalSeconds, comment);
        var body = await _http.PostAsync(Address, wish, DatabricksJson.Default.TokenCreate, repeatable: false, cancellationToken);
        var created = DatabricksHttp.Read(body, DatabricksJson.Default.TokenCreated, $"POST {Address}");
        return new(new(created.TokenValue), DatabricksToken.From(created.TokenInfo));
    }

    public async Task<IReadOnlyList<DatabricksToken>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.GetAsync("/api/2.0/token/list", DatabricksJson.Default.TokenInfos, cancellationToken);
        return [.. (answer.List ?? []).Select(DatabricksToken.From)];
    }

    /// <summary>A token that is gone already is fine.</summary>
    public async Task DeleteAsync(string tokenId, CancellationToken cancellationToken)
    {
        try
        {
            await _http.PostAsync(
                "/api/2.0/token/delete", new(tokenId), DatabricksJson.Default.TokenId, repeatable: true, cancellationToken);
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            // Deleted before, by us or by somebody else.
        }
    }
}
