using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.GitHub;

static class GitHubParameters
{
    /// <summary>A part of the path; what the client escaped is plain again.</summary>
    public static string Route(this HttpContext context, string name) => Uri.UnescapeDataString($"{context.Request.RouteValues[name]}");

    public static string? Query(this HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    public static long RouteId(this HttpContext context, string name = "id") =>
        long.TryParse(context.Route(name), CultureInfo.InvariantCulture, out var id) ? id : throw GitHubRefusal.NotFound();

    /// <summary>The asked-for page of a list, with the Link header that leads to the others.</summary>
    public static IReadOnlyList<T> Page<T>(this HttpContext context, IReadOnlyList<T> all)
    {
        var size = Math.Clamp(Number(context, "per_page", 30), 1, 100);
        var page = Math.Max(1, Number(context, "page", 1));
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var links = new List<string>();
        if (page > 1)
        {
            links.Add(Link(context, 1, "first"));
            links.Add(Link(context, page - 1, "prev"));
        }

        if (page < last)
        {
            links.Add(Link(context, page + 1, "next"));
            links.Add(Link(context, last, "last"));
        }

        if (links.Count > 0)
        {
            context.Response.Headers.Link = string.Join(", ", links);
        }

        return [.. all.Skip((page - 1) * size).Take(size)];
    }

    public static JsonArray ToJsonArray<T>(this IEnumerable<T> items, Func<T, JsonNode> json) => new([.. items.Select(json)]);

    public static string? ToJson(this DateTimeOffset? time) => time?.ToJson();

    public static string ToJson(this DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static int Number(HttpContext context, string name, int fallback) =>
        int.TryParse(context.Query(name), CultureInfo.InvariantCulture, out var number) ? number : fallback;

    static string Link(HttpContext context, int page, string relation)
    {
        var request = context.Request;
        var query = request.Query
            .Where(pair => pair.Key is not "page")
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"page={page}");
        return $"<{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}>; rel=\"{relation}\"";
    }
}
