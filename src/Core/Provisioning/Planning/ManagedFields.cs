using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>Compares and completes bodies field by field, looking only at fields that we manage.</summary>
static class ManagedFields
{
    /// <summary>What Azure adds is not looked at, and what it writes differently is not a difference.</summary>
    public static IReadOnlyList<FieldChange> Differences(ManagedResource resource, JsonObject wanted, JsonObject? found) =>
        [.. Leaves("", found is null ? wanted : resource.Beside(wanted, found), WithoutTheirs(resource, found)).Where(leaf => !Same(leaf)).Select(leaf => new FieldChange(leaf.Path, Text(leaf.Found), Text(leaf.Wanted)))];

    /// <summary>The fields that a body describes, with their values as a plan shows them.</summary>
    public static Dictionary<string, string?> Of(JsonObject body) =>
        Leaves("", body, null).ToDictionary(leaf => leaf.Path, leaf => Text(leaf.Wanted), StringComparer.Ordinal);

    /// <summary>The fields that are wanted of a resource, as described and in the words that Azure has for the same.</summary>
    public static ILookup<string, string?> Of(ManagedResource resource, JsonObject wanted, JsonObject? found) =>
        Leaves("", wanted, null).Concat(found is null ? [] : Leaves("", resource.Beside(wanted, found), null))
            .ToLookup(leaf => leaf.Path, leaf => Text(leaf.Wanted), StringComparer.Ordinal);

    /// <summary>Whether two values that a plan shows are the same to Azure.</summary>
    public static bool IsSame(string path, string value, string? other) =>
        string.Equals(Normal(path, value), Normal(path, other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The body with all that is not ours as it was found, for a PUT takes away what it does not name.</summary>
    public static JsonObject Completed(AzureResource resource, JsonObject wanted, JsonObject? found)
    {
        if (found is null)
        {
            return Over(wanted, null).AsObject();
        }

        var there = ReadOnlyFields.Without(resource, found);
        var body = Over(resource.Beside(wanted, found), there).AsObject();
        foreach (var (path, prefix) in resource.Theirs)
        {
            foreach (var element in Elements(there, path).Where(element => IsTheirs(element, prefix)))
            {
                At(body, path)!.AsArray().Add(element!.DeepClone());
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
        JsonObject fields => fields.SelectMany(
            field => Leaves(path.Length == 0 ? field.Key : $"{path}.{field.Key}", field.Value, (found as JsonObject)?[field.Key])),
        JsonArray items when IsNamed(items) =>
            items.SelectMany(item => Leaves($"{path}[{Name(item)}]", WithoutName(item), Named(found, Name(item)))),
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

    /// <summary>The wanted value, laid over what is there; what is wanted to be null is taken out. A list without names is all ours; of an
    /// element that stays, so does what others say of it.</summary>
    static JsonNode Over(JsonNode wanted, JsonNode? there) => (wanted, there) switch
    {
        (JsonObject ours, JsonObject theirs) when IsOne(ours, theirs) => Fields(ours, theirs),
        (JsonObject ours, _) => Fields(ours, []),
        (JsonArray ours, JsonArray theirs) when IsNamed(ours) => new JsonArray([
            .. ours.Select(item => Over(item!, Named(theirs, Name(item)))),
            .. theirs.Where(item => Named(ours, Name(item)) is null).Select(item => item?.DeepClone()),
        ]),
        (JsonArray ours, JsonArray theirs) => new JsonArray(
            [.. ours.Select(item => Over(item!, theirs.FirstOrDefault(other => string.Equals(Identity(item), Identity(other), StringComparison.OrdinalIgnoreCase))))]),
        (JsonArray ours, _) => new JsonArray([.. ours.Select(item => Over(item!, null))]),
        _ => wanted.DeepClone(),
    };

    static JsonObject Fields(JsonObject ours, JsonObject theirs) => new([
        .. ours.Where(field => field.Value is not null)
            .Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, Over(field.Value!, theirs[field.Key]))),
        .. theirs.Where(field => !ours.ContainsKey(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())),
    ]);

    /// <summary>What has another id is another thing.</summary>
    static bool IsOne(JsonObject ours, JsonObject theirs) => Text(ours["id"]) is not { } id || IsSame("id", id, Text(theirs["id"]));

    static JsonNode? At(JsonObject? body, string path) =>
        path.Split('.').Aggregate((JsonNode?)body, (node, name) => (node as JsonObject)?[name]);

    /// <summary>Azure writes "UK South" for uksouth, and names and ids in whatever case they were first written.</summary>
    static bool Same(Leaf leaf) => (leaf.Wanted, leaf.Found) switch
    {
        (null or JsonArray { Count: 0 }, null or JsonArray { Count: 0 }) => true,
        (JsonArray wanted, JsonArray found) =>
            wanted.Select(Identity).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(found.Select(Identity)),
        ({ } wanted, { } found) => Text(wanted) is { } text && IsSame(leaf.Path, text, Text(found)),
        _ => false,
    };

    static string? Normal(string path, string? value) =>
        path is "location" ? value?.Replace(" ", "", StringComparison.Ordinal) : value?.TrimEnd('/');

    static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray items => new JsonArray(
            [.. items.Select(item => item is JsonObject fields ? Marking(fields)?.DeepClone() ?? fields.DeepClone() : item?.DeepClone())]).ToJsonString(),
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
