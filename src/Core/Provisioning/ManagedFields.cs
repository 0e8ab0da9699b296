using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Compares and completes bodies field by field, looking only at fields that we manage.</summary>
static class ManagedFields
{
    /// <summary>Names in them are people's own, or say more of what is referred to than its id.</summary>
    static readonly string[] Verbatim = ["tags", "properties.metadata", "properties.accessConnector"];

    /// <summary>What Azure adds to the parts of every resource and does not want back; see also <see cref="ManagedResource.ReadOnly"/>.</summary>
    static readonly string[] ReadOnly = ["etag", "provisioningState"];

    /// <summary>What Azure adds is not looked at, and what it writes differently is not a difference.</summary>
    public static IReadOnlyList<FieldChange> Differences(ManagedResource resource, JsonObject wanted, JsonObject? found) =>
        [.. Leaves("", wanted, WithoutTheirs(resource, found)).Where(leaf => !Same(leaf)).Select(leaf => new FieldChange(leaf.Path, Text(leaf.Found), Text(leaf.Wanted)))];

    /// <summary>The fields that a body describes, with their values as a plan shows them.</summary>
    public static Dictionary<string, string?> Of(JsonObject body) =>
        Leaves("", body, null).ToDictionary(leaf => leaf.Path, leaf => Text(leaf.Wanted), StringComparer.Ordinal);

    /// <summary>Whether two values that a plan shows are the same to Azure.</summary>
    public static bool IsSame(string path, string value, string? other) =>
        string.Equals(Normal(path, value), Normal(path, other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The body with the fields of others as they were found.</summary>
    public static JsonObject Completed(ManagedResource resource, JsonObject wanted, JsonObject? found)
    {
        var body = Over(resource, wanted, found).AsObject();
        foreach (var (path, prefix) in resource.Theirs)
        {
            foreach (var element in Elements(found, path).Where(element => IsTheirs(element, prefix)))
            {
                At(body, path)!.AsArray().Add(Cleaned(resource, element!));
            }
        }

        foreach (var path in resource.Kept)
        {
            if (At(found, path) is { } value && At(body, path) is null)
            {
                Put(body, path.Split('.'), Verbatim.Contains(path, StringComparer.Ordinal) ? value.DeepClone() : Cleaned(resource, value));
            }
        }

        return body;
    }

    static JsonObject? WithoutTheirs(ManagedResource resource, JsonObject? found)
    {
        if (found is null || resource.Theirs.Count == 0)
        {
            return found;
        }

        var ours = found.DeepClone().AsObject();
        foreach (var (path, prefix) in resource.Theirs)
        {
            (At(ours, path) as JsonArray)?.RemoveAll(element => IsTheirs(element, prefix));
        }

        return ours;
    }

    static JsonArray Elements(JsonObject? body, string path) => At(body, path) as JsonArray ?? [];

    static bool IsTheirs(JsonNode? element, string prefix) => Name(element)?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) is true;

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
    static JsonNode Over(ManagedResource resource, JsonNode wanted, JsonNode? found) => wanted switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            field.Key, field.Value is null ? null : Over(resource, field.Value, (found as JsonObject)?[field.Key])))),
        JsonArray items when IsNamed(items) => new JsonArray(
        [
            .. items.Select(item => Filled(resource, Over(resource, item!, Named(found, Name(item))).AsObject(), Named(found, Name(item)))),
            .. (found as JsonArray ?? []).Where(item => Named(items, Name(item)) is null).Select(item => Cleaned(resource, item!)),
        ]),
        _ => wanted.DeepClone(),
    };

    static JsonObject Filled(ManagedResource resource, JsonObject item, JsonNode? found)
    {
        foreach (var (name, value) in found is null ? [] : Cleaned(resource, found).AsObject().ToList())
        {
            if (item[name] is null)
            {
                item[name] = value?.DeepClone();
            }
            else if (item[name] is JsonObject inner && value is JsonObject)
            {
                Filled(resource, inner, value);
            }
        }

        return item;
    }

    /// <summary>As Azure takes it back: of what only refers to something else its id, of a part of the resource all but its id.</summary>
    static JsonNode Cleaned(ManagedResource resource, JsonNode value) => value switch
    {
        JsonObject fields when Text(fields["id"]) is { } id && !id.StartsWith($"{resource.Id}/", StringComparison.OrdinalIgnoreCase) => new JsonObject { ["id"] = id },
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Key is not "id" && !(field.Key is "type" && (fields.ContainsKey("id") || fields.ContainsKey("etag")))
                && !ReadOnly.Contains(field.Key, StringComparer.Ordinal) && !resource.ReadOnly.Contains(field.Key, StringComparer.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : Cleaned(resource, field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Cleaned(resource, item))]),
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
        (JsonArray wanted, JsonArray found) => wanted.Select(Identity).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(found.Select(Identity)),
        ({ } wanted, { } found) => Text(wanted) is { } text && IsSame(leaf.Path, text, Text(found)),
        _ => false,
    };

    static string? Normal(string path, string? value) =>
        path is "location" ? value?.Replace(" ", "", StringComparison.Ordinal) : value?.TrimEnd('/');

    static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray items => new JsonArray([.. items.Select(item => item is JsonObject fields ? Marking(fields)?.DeepClone() ?? fields.DeepClone() : item?.DeepClone())]).ToJsonString(),
        _ => node?.ToJsonString(),
    };

    /// <summary>A list without names is a set. A key vault writes a single address as a range.</summary>
    static string? Identity(JsonNode? item)
    {
        var text = Text(item is JsonObject fields ? Marking(fields) ?? fields : item)?.TrimEnd('/');
        return text?.EndsWith("/32", StringComparison.Ordinal) is true ? text[..^3] : text;
    }

    /// <summary>The field that tells an element of a list from the others: the address, the subnet, the resource, or its name.</summary>
    static JsonNode? Marking(JsonObject fields) => fields["value"] ?? fields["resourceId"] ?? fields["name"] ?? fields["id"];

    sealed record Leaf(string Path, JsonNode? Wanted, JsonNode? Found);
}
