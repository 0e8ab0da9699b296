using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Compares and completes bodies field by field, looking only at fields that we manage.</summary>
static class ManagedFields
{
    /// <summary>What Azure adds to the elements of a list and does not want back.</summary>
    static readonly HashSet<string> ReadOnly = new(StringComparer.Ordinal)
    {
        "etag", "type", "provisioningState", "resourceGuid", "ipConfigurations", "privateEndpoints", "purpose", "actions",
    };

    /// <summary>What Azure adds is not looked at, and what it writes differently is not a difference.</summary>
    public static IReadOnlyList<FieldChange> Differences(JsonObject wanted, JsonObject? found) =>
        [.. Leaves("", wanted, found).Where(leaf => !Same(leaf)).Select(leaf => new FieldChange(leaf.Path, Text(leaf.Found), Text(leaf.Wanted)))];

    /// <summary>The body with the fields of others as they were found.</summary>
    public static JsonObject Completed(JsonObject wanted, JsonObject? found, IReadOnlyList<string> kept)
    {
        var body = Over(wanted, found).AsObject();
        foreach (var path in kept)
        {
            if (At(found, path) is { } value && At(body, path) is null)
            {
                Put(body, path.Split('.'), Cleaned(value));
            }
        }

        return body;
    }

    static IEnumerable<Leaf> Leaves(string path, JsonNode? wanted, JsonNode? found) => wanted switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(path.Length == 0 ? field.Key : $"{path}.{field.Key}", field.Value, (found as JsonObject)?[field.Key])),
        JsonArray items when IsNamed(items) => items.SelectMany(item => Leaves($"{path}[{Name(item)}]", WithoutName(item), Named(found, Name(item)))),
        _ => [new(path, wanted, found)],
    };

    /// <summary>A list whose elements have names is compared name by name; what others added to it stays.</summary>
    static bool IsNamed(JsonArray items) => items.Count > 0 && items.All(item => Name(item) is not null);

    static string? Name(JsonNode? item) => Text((item as JsonObject)?["name"]);

    static JsonNode? Named(JsonNode? items, string? name) =>
        (items as JsonArray)?.FirstOrDefault(item => string.Equals(Name(item), name, StringComparison.OrdinalIgnoreCase));

    static JsonObject WithoutName(JsonNode? item)
    {
        var rest = item!.DeepClone().AsObject();
        rest.Remove("name");
        return rest;
    }

    /// <summary>The wanted value; in lists with names, laid over what is there.</summary>
    static JsonNode Over(JsonNode wanted, JsonNode? found) => wanted switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            field.Key, field.Value is null ? null : Over(field.Value, (found as JsonObject)?[field.Key])))),
        JsonArray items when IsNamed(items) => new JsonArray(
        [
            .. items.Select(item => Filled(Over(item!, Named(found, Name(item))).AsObject(), Named(found, Name(item)))),
            .. (found as JsonArray ?? []).Where(item => Named(items, Name(item)) is null).Select(item => Cleaned(item!)),
        ]),
        _ => wanted.DeepClone(),
    };

    static JsonObject Filled(JsonObject item, JsonNode? found)
    {
        foreach (var (name, value) in found is null ? [] : Cleaned(found).AsObject().ToList())
        {
            if (item[name] is null)
            {
                item[name] = value?.DeepClone();
            }
            else if (item[name] is JsonObject inner && value is JsonObject)
            {
                Filled(inner, value);
            }
        }

        return item;
    }

    static JsonNode Cleaned(JsonNode value) => value switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => !ReadOnly.Contains(field.Key) && (field.Key is not "id" || fields.Count == 1))
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : Cleaned(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Cleaned(item))]),
        _ => value.DeepClone(),
    };

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

    /// <summary>Azure writes "UK South" for uksouth, and names and ids in whatever case they were first written.</summary>
    static bool Same(Leaf leaf) => (leaf.Wanted, leaf.Found) switch
    {
        (null or JsonArray { Count: 0 }, null or JsonArray { Count: 0 }) => true,
        (JsonArray wanted, JsonArray found) => wanted.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(found.Select(Text)),
        ({ } wanted, { } found) => string.Equals(Normal(leaf.Path, wanted), Normal(leaf.Path, found), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    static string? Normal(string path, JsonNode value) =>
        path is "location" ? Text(value)?.Replace(" ", "", StringComparison.Ordinal) : Text(value)?.TrimEnd('/');

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString();

    sealed record Leaf(string Path, JsonNode? Wanted, JsonNode? Found);
}
