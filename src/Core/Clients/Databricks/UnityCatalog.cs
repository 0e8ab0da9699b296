using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>Schemas, volumes and grants. Source: https://docs.databricks.com/api/azure/workspace/schemas and its neighbours</summary>
public sealed class UnityCatalog
{
    const string Root = "/api/2.1/unity-catalog/";

    readonly DatabricksHttp _http;

    internal UnityCatalog(DatabricksHttp http) => _http = http;

    /// <summary>Refused when the name is taken, so a lost answer cannot lead to a second one; it is not tried again all the same.</summary>
    /// <param name="kind"><c>schemas</c> or <c>volumes</c>.</param>
    /// <returns>The full name, in the letter case that the server gave it.</returns>
    public async Task<string> CreateAsync(string kind, JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await _http.PostAsync(Root + kind, body, DatabricksJson.Default.JsonObject, repeatable: false, cancellationToken);
        return DatabricksHttp.Read(answer, DatabricksJson.Default.Securable, $"POST {Root}{kind}").FullName;
    }

    /// <returns>Null when it does not exist.</returns>
    public Task<JsonObject?> GetAsync(string kind, string fullName, CancellationToken cancellationToken) =>
        _http.GetOrNullAsync(Address(kind, fullName), DatabricksJson.Default.JsonObject, cancellationToken);

    /// <summary>Changes only what the body names.</summary>
    /// <returns>The full name afterwards: <c>new_name</c> changes it.</returns>
    public async Task<string> ChangeAsync(string kind, string fullName, JsonObject changes, CancellationToken cancellationToken)
    {
        var call = Patch(Address(kind, fullName), changes) with { Repeatable = !changes.ContainsKey("new_name") };
        return (await _http.AskAsync(call, DatabricksJson.Default.Securable, cancellationToken)).FullName;
    }

    /// <summary>A schema goes with everything in it. What is gone already is fine.</summary>
    public Task DeleteAsync(string kind, string fullName, CancellationToken cancellationToken)
    {
        var address = Address(kind, fullName) + (kind is "schemas" ? "?force=true" : "");
        return _http.SendOrNullAsync(new(HttpMethod.Delete, address) { Repeatable = true }, cancellationToken);
    }

    /// <summary>Privileges given directly, by principal; null when the securable does not exist.</summary>
    /// <param name="securableType"><c>schema</c> or <c>volume</c>.</param>
    public async Task<IReadOnlyList<Grant>?> GrantsAsync(string securableType, string fullName, CancellationToken cancellationToken)
    {
        var answer = await _http.GetOrNullAsync(
            Address($"permissions/{securableType}", fullName), DatabricksJson.Default.Grants, cancellationToken);
        return answer is null ? null : answer.PrivilegeAssignments ?? [];
    }

    /// <summary>Adds and removes; the same changes twice do no more than once.</summary>
    public Task ChangeGrantsAsync(
        string securableType, string fullName, IReadOnlyList<GrantChange> changes, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new(changes), DatabricksJson.Default.GrantChanges);
        return _http.SendAsync(
            new(HttpMethod.Patch, Address($"permissions/{securableType}", fullName)) { Body = body, Repeatable = true }, cancellationToken);
    }

    static DatabricksCall Patch(string address, JsonObject body) =>
        new(HttpMethod.Patch, address) { Body = JsonSerializer.SerializeToUtf8Bytes(body, DatabricksJson.Default.JsonObject) };

    static string Address(string kind, string fullName) => $"{Root}{kind}/{Uri.EscapeDataString(fullName)}";
}
