using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Maps calls of one workspace: whoever calls must be known, every answer names the workspace.</summary>
sealed class DatabricksRoutes(IEndpointRouteBuilder routes, Callers callers, string organisationId)
{
    public void Get(string path, Func<HttpContext, JsonNode> read) =>
        Map("GET", path, context => Task.FromResult((JsonNode?)read(context)));

    public void Post(string path, Func<JsonObject, JsonNode> act) => Body("POST", path, (body, _) => act(body));

    public void Body(string method, string path, Func<JsonObject, HttpContext, JsonNode> act) => Map(method, path, async context =>
    {
        var body = await context.Request.ReadJsonObjectAsync()
            ?? throw DatabricksRefusal.Of(400, "MALFORMED_REQUEST", "Invalid JSON given in the body of the request - expected a map");
        return act(body, context);
    });

    /// <param name="act">Null if it has written the answer itself.</param>
    public void Map(string method, string path, Func<HttpContext, Task<JsonNode?>> act) =>
        routes.MapMethods(path, [method], async context =>
    {
        context.Response.Headers["X-Databricks-Org-Id"] = organisationId;
        await callers.RequireAsync(context);
        if (await act(context) is { } body)
        {
            await context.Response.WriteAsJsonAsync(body, context.RequestAborted);
        }
    });

    public static string Query(HttpContext context, string name) =>
        context.Request.Query[name].ToString() is { Length: > 0 } value ? value : throw DatabricksRefusal.Missing(name);

    public static long Id(JsonObject body, string name) =>
        body[name] is JsonValue value && (value.TryGetValue<long>(out var id)
            || (value.TryGetValue<string>(out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out id)))
            ? id
            : throw DatabricksRefusal.Missing(name);

    public static string Required(JsonObject body, string name) =>
        body.Text(name) is { Length: > 0 } text ? text : throw DatabricksRefusal.Missing(name);
}
