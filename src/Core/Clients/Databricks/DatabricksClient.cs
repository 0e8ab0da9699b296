namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Opens workspaces. The token source is asked before every attempt, so it should remember its token while
/// that is fresh.</summary>
public sealed class DatabricksClient(IHttpClientFactory http, DatabricksRetry retry, TimeProvider clock)
{
    public const string HttpClientName = "Databricks";

    /// <summary>An Entra token must be for the resource of Azure Databricks; a personal access token serves as well.</summary>
    public DatabricksWorkspace For(Uri workspace, Func<CancellationToken, ValueTask<Secret>> token) =>
        new(new(http.CreateClient(HttpClientName), workspace, token, retry, clock));

    /// <summary>A workspace that may not be there: what gets no answer is not asked again.</summary>
    public DatabricksWorkspace Once(Uri workspace, Func<CancellationToken, ValueTask<Secret>> token) =>
        new(new(http.CreateClient(HttpClientName), workspace, token, retry with { Total = TimeSpan.Zero }, clock));
}
