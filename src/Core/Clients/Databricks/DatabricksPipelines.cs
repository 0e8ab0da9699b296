using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Declarative pipelines; specs are passed as the vendor documents them. Source:
/// https://docs.databricks.com/api/azure/workspace/pipelines</summary>
public sealed class DatabricksPipelines
{
    const string Root = "/api/2.0/pipelines";

    readonly DatabricksHttp _http;

    internal DatabricksPipelines(DatabricksHttp http) => _http = http;

    /// <summary>Not tried again when the answer is lost: look for the pipeline with <see cref="ListAsync"/> first.</summary>
    public async Task<string> CreateAsync(JsonObject spec, CancellationToken cancellationToken)
    {
        var body = await _http.PostAsync(Root, spec, DatabricksJson.Default.JsonObject, repeatable: false, cancellationToken);
        return DatabricksHttp.Read(body, DatabricksJson.Default.PipelinePage, $"POST {Root}").PipelineId;
    }

    /// <returns>The spec with what the server filled in; null when the pipeline does not exist.</returns>
    public async Task<JsonObject?> GetAsync(string pipelineId, CancellationToken cancellationToken) =>
        (await _http.GetOrNullAsync(Address(pipelineId), DatabricksJson.Default.PipelinePage, cancellationToken))?.Spec;

    /// <summary>Replaces the whole spec.</summary>
    public Task ReplaceAsync(string pipelineId, JsonObject spec, CancellationToken cancellationToken) => _http.SendAsync(
        new(HttpMethod.Put, Address(pipelineId))
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(spec, DatabricksJson.Default.JsonObject),
            Repeatable = true,
        },
        cancellationToken);

    /// <returns>The ids of the pipelines of exactly this name.</returns>
    public async Task<IReadOnlyList<string>> ListAsync(string name, CancellationToken cancellationToken)
    {
        var filter = Uri.EscapeDataString($"name LIKE '{name.Replace("'", "''", StringComparison.Ordinal)}'");
        var found = new List<string>();
        var token = "";
        do
        {
            var page = await _http.GetAsync(
                $"{Root}?max_results=100&filter={filter}{token}", DatabricksJson.Default.PipelineList, cancellationToken);
            found.AddRange((page.Statuses ?? []).Where(status => status.Name == name).Select(status => status.PipelineId));
            token = page.NextPageToken is { Length: > 0 } next ? $"&page_token={Uri.EscapeDataString(next)}" : "";
        }
        while (token.Length > 0);

        return found;
    }

    /// <summary>Its tables go with it. A pipeline that is gone already is fine.</summary>
    public Task DeleteAsync(string pipelineId, CancellationToken cancellationToken) =>
        _http.SendOrNullAsync(new(HttpMethod.Delete, Address(pipelineId)) { Repeatable = true }, cancellationToken);

    static string Address(string pipelineId) => $"{Root}/{Uri.EscapeDataString(pipelineId)}";
}
