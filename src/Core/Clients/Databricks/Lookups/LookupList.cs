using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Clients.Databricks.Lookups;

/// <summary>One listing of the API.</summary>
/// <param name="Path">{0} stands for the name, where the server can filter.</param>
/// <param name="Id">A way of keys, joined by dots.</param>
sealed record LookupList(string Path, string Items, string Id, string Name)
{
    public string Address(string name) => string.Format(CultureInfo.InvariantCulture, Path, Uri.EscapeDataString(name));

    public string? IdOf(JsonObject item) => At(item, Id)?.ToString();

    public string? NameOf(JsonObject item) => At(item, Name)?.ToString();

    /// <summary>SCIM counts, everything else hands out a token; null after the last page.</summary>
    public static string? NextPage(JsonObject page, int seen, int items) => page switch
    {
        _ when page["next_page_token"]?.ToString() is { Length: > 0 } token => $"page_token={Uri.EscapeDataString(token)}",
        _ when (int?)page["totalResults"] is { } total && total > seen && items > 0 =>
            string.Create(CultureInfo.InvariantCulture, $"startIndex={seen + 1}"),
        _ => null,
    };

    static JsonNode? At(JsonObject item, string way) =>
        way.Split('.').Aggregate((JsonNode?)item, (node, key) => (node as JsonObject)?[key]);
}
