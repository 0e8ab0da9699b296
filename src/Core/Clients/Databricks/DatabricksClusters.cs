using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>All-purpose clusters, API 2.1. Source: https://docs.databricks.com/api/azure/workspace/clusters</summary>
public sealed class DatabricksClusters
{
    const string Root = "/api/2.1/clusters/";

    readonly DatabricksHttp _http;

    internal DatabricksClusters(DatabricksHttp http) => _http = http;

    /// <summary>Also starts it. Not tried again when the answer is lost: look for the cluster with <see cref="ListAsync"/> first.</summary>
    public async Task<string> CreateAsync(JsonObject spec, CancellationToken cancellationToken)
    {
        var body = await PostAsync("create", spec, repeatable: false, cancellationToken);
        return DatabricksHttp.Read(body, DatabricksJson.Default.ClusterId, $"POST {Root}create").Value;
    }

    /// <returns>Settings and state in one object, as the vendor answers; null when the cluster does not exist.</returns>
    public Task<JsonObject?> GetAsync(string clusterId, CancellationToken cancellationToken) => _http.GetOrNullAsync(
        $"{Root}get?cluster_id={Uri.EscapeDataString(clusterId)}", DatabricksJson.Default.JsonObject, cancellationToken);

    /// <summary>Every cluster that the caller sees, as the vendor answers.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        var token = "";
        do
        {
            var page = await _http.GetAsync($"{Root}list?page_size=100{token}", DatabricksJson.Default.ClusterList, cancellationToken);
            found.AddRange(page.Clusters ?? []);
            token = page.NextPageToken is { Length: > 0 } next ? $"&page_token={Uri.EscapeDataString(next)}" : "";
        }
        while (token.Length > 0);

        return found;
    }

    /// <summary>Replaces all settings; a running cluster restarts.</summary>
    public Task EditAsync(string clusterId, JsonObject spec, CancellationToken cancellationToken) =>
        PostAsync("edit", With(clusterId, spec), repeatable: true, cancellationToken);

    /// <summary>Only of a running cluster.</summary>
    /// <param name="size">Either num_workers or autoscale.</param>
    public Task ResizeAsync(string clusterId, JsonObject size, CancellationToken cancellationToken) =>
        PostAsync("resize", With(clusterId, size), repeatable: true, cancellationToken);

    /// <summary>Only of a terminated cluster.</summary>
    public Task StartAsync(string clusterId, CancellationToken cancellationToken) =>
        PostAsync("start", With(clusterId, []), repeatable: false, cancellationToken);

    /// <summary>Ends it; its settings stay.</summary>
    public Task TerminateAsync(string clusterId, CancellationToken cancellationToken) =>
        PostAsync("delete", With(clusterId, []), repeatable: true, cancellationToken);

    /// <summary>A cluster that is gone already is fine.</summary>
    public Task DeleteAsync(string clusterId, CancellationToken cancellationToken) =>
        _http.SendOrNullAsync(
            new(HttpMethod.Post, Root + "permanent-delete")
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(With(clusterId, []), DatabricksJson.Default.JsonObject),
                Repeatable = true,
            },
            cancellationToken);

    Task<byte[]> PostAsync(string verb, JsonObject body, bool repeatable, CancellationToken cancellationToken) =>
        _http.PostAsync(Root + verb, body, DatabricksJson.Default.JsonObject, repeatable, cancellationToken);

    static JsonObject With(string clusterId, JsonObject body)
    {
        var copy = (JsonObject)body.DeepClone();
        copy["cluster_id"] = clusterId;
        return copy;
    }
}
