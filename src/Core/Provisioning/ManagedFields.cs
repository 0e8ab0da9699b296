using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Compares and completes bodies field by field, looking only at fields that we manage.</summary>
static class ManagedFields
{
    /// <summary>What Azure adds is not looked at, and what it writes differently is not a difference.</summary>
    public static IReadOnlyList<FieldChange> Differences(JsonObject wanted, JsonObject? found) =>
    [
        .. Leaves(wanted, "")
            .Select(leaf => (leaf.Path, leaf.Value, Found: At(found, leaf.Path)))
            .Where(leaf => !Same(leaf.Path, leaf.Value, leaf.Found))
            .Select(leaf => new FieldChange(leaf.Path, Text(leaf.Found), Text(leaf.Value))),
    ];

    /// <summary>The body with the fields of others as they were found.</summary>
    public static JsonObject Completed(JsonObject wanted, JsonObject? found, IReadOnlyList<string> kept)
    {
        var body = wanted.DeepClone().AsObject();
        foreach (var path in kept)
        {
            if (At(found, path) is { } value && At(body, path) is null)
            {
                Put(body, path.Split('.'), value.DeepClone());
            }
        }

        return body;
    }

    static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonObject body, string prefix) => body.SelectMany(field => field.Value switch
    {
        JsonObject inner => Leaves(inner, $"{prefix}{field.Key}."),
        _ => [(Path: prefix + field.Key, field.Value)],
    });

    static JsonNode? At(JsonObject? body, string path) =>
        path.Split('.').Aggregate((JsonNode?)body, (node, name) => (node as JsonObject)?[name]);

    static void Put(JsonObject body, ReadOnlySpan<string> path, JsonNode value)
    {
        if (path.Length == 1)
        {
            body[path[0]] = value;
            return;
        }

        if (body[path[0]] is not JsonObject inner)
        {
            body[path[0]] = inner = [];
        }

        Put(inner, path[1..], value);
    }

    /// <summary>Azure writes "UK South" for uksouth, and ids in whatever case they were first written.</summary>
    static bool Same(string path, JsonNode? wanted, JsonNode? found) => (Text(wanted), Text(found)) switch
    {
        (null, null) => true,
        ({ } a, { } b) when path is "location" => string.Equals(Squeezed(a), Squeezed(b), StringComparison.OrdinalIgnoreCase),
        ({ } a, { } b) when a.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        _ => JsonNode.DeepEquals(wanted, found),
    };

    static string Squeezed(string region) => region.Replace(" ", "", StringComparison.Ordinal);

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString();
}
