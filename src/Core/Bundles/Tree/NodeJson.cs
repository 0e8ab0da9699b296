using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>A tree as the JSON that goes to an API. Nulls are left out, for an API takes a missing field as not set.</summary>
static class NodeJson
{
    public static JsonObject ToJson(this MapNode map) => new(
        from entry in map.Entries
        let value = ToJson(entry.Value)
        where value is not null
        select KeyValuePair.Create<string, JsonNode?>(entry.Key, value));

    static JsonNode? ToJson(Node node) => node switch
    {
        MapNode map => map.ToJson(),
        ListNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        ScalarNode scalar => ToJson(scalar),
        _ => null,
    };

    public static JsonValue? ToJson(this ScalarNode scalar) => scalar.Type switch
    {
        ScalarType.Null => null,
        ScalarType.Bool => JsonValue.Create(scalar.Text is "true"),
        ScalarType.Int when long.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        ScalarType.Float when double.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) =>
            JsonValue.Create(real),
        _ => JsonValue.Create(scalar.Text),
    };
}
