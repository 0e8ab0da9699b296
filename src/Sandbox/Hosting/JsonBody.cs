using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Hosting;

static class JsonBody
{
    /// <summary>The body as an object, an empty one if there is no body, null if it is something else.</summary>
    public static async Task<JsonObject?> ReadJsonObjectAsync(this HttpRequest request)
    {
        try
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static JsonObject Copy(this JsonObject body) => (JsonObject)body.DeepClone();
}
