using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks.Lookups;

/// <summary>Finds the ids of things by their name. Source: https://docs.databricks.com/api/azure/workspace</summary>
public sealed class DatabricksLookups
{
    readonly DatabricksHttp _http;

    internal DatabricksLookups(DatabricksHttp http) => _http = http;

    /// <param name="kind">As a bundle's variable names it, for example <c>cluster_policy</c>.</param>
    /// <returns>Every id with exactly this name; names need not be unique.</returns>
    /// <exception cref="DatabricksException">The workspace refused or did not answer.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(string kind, string name, CancellationToken cancellationToken)
    {
        var list = LookupLists.Of(kind);
        var found = new List<string>();
        var seen = 0;
        var next = "";
        do
        {
            var page = await _http.GetAsync(list.Address(name) + next, DatabricksJson.Default.JsonObject, cancellationToken);
            var items = (page[list.Items] as JsonArray ?? []).OfType<JsonObject>().ToArray();
            found.AddRange(items.Where(item => list.NameOf(item) == name).Select(list.IdOf).OfType<string>());
            seen += items.Length;
            next = LookupList.NextPage(page, seen, items.Length) is { } more
                ? $"{(list.Address(name).Contains('?', StringComparison.Ordinal) ? '&' : '?')}{more}"
                : "";
        }
        while (next.Length > 0);

        return found;
    }
}
