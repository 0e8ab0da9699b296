using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>What Azure alone writes into a resource, as it publishes it: lines of type and path in
/// ReadOnlyFields.txt, which a test keeps right.</summary>
static class ReadOnlyFields
{
    /// <summary>The address, and what is everywhere, marked or not.</summary>
    static readonly string[] OfAll = ["id", "name", "type", "etag", "systemData", "properties.provisioningState"];

    static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> Published = new(() => Lines()
        .Select(line => line.Split(' ')).GroupBy(line => line[0], line => line[1], StringComparer.Ordinal)
        .ToFrozenDictionary(type => type.Key, type => type.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>The resource as Azure takes it back: of another resource that it tells of, only the id.</summary>
    public static JsonObject Without(AzureResource resource, JsonObject found)
    {
        HashSet<string> left = [.. OfAll, .. resource.ReadOnly, .. Published.Value.GetValueOrDefault(resource.Type, [])];
        return Fields("", found);

        JsonNode Cleaned(string path, JsonNode value) => value switch
        {
            JsonObject fields when IsAnother(resource, fields) => new JsonObject { ["id"] = fields["id"]!.DeepClone() },
            JsonObject fields => Fields(path, fields),
            JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Cleaned(path, item))]),
            _ => value.DeepClone(),
        };

        JsonObject Fields(string path, JsonObject fields) => new(
            from field in fields
            let at = At(path, field.Key)
            where field.Value is not null && !left.Contains(at)
            select KeyValuePair.Create<string, JsonNode?>(field.Key, Cleaned(at, field.Value)));
    }

    /// <summary>A name that is an id stands for any.</summary>
    static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{(name.StartsWith('/') ? "*" : name)}";

    /// <summary>What has another id is only referred to, and what Azure tells of it besides is not this resource's.
    /// Parts have an id below its own.</summary>
    static bool IsAnother(AzureResource resource, JsonObject fields) =>
        fields["id"] is JsonValue value
            && value.TryGetValue<string>(out var id)
            && !id.StartsWith($"{resource.Id}/", StringComparison.OrdinalIgnoreCase)
        && (fields["properties"] ?? fields["location"]) is not null;

    static IEnumerable<string> Lines()
    {
        using var text = new StreamReader(typeof(ReadOnlyFields).Assembly.GetManifestResourceStream("Provisioning.ReadOnlyFields.txt")!);
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
