using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>References from one resource to another, <c>${resources.jobs.a.id}</c>, inside the body of a wish.</summary>
static class References
{
    public static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => In(entry.Value)),
        JsonArray list => list.SelectMany(In),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            Reference.In(text).Where(path => path.StartsWith("resources.", StringComparison.Ordinal)),
        _ => [],
    };

    /// <summary><c>resources.jobs.a.id</c> points at <c>resources.jobs.a</c>.</summary>
    public static string NodeOf(string reference) => string.Join('.', reference.Split('.').Take(3));

    /// <summary>What follows the resource: keys and, as plain numbers, indices.</summary>
    public static string[] FieldsOf(string reference) => [.. Reference.Segments(reference).Skip(3)];

    /// <summary>The value at the end of a way; null where there is none.</summary>
    public static JsonNode? At(JsonNode? node, IEnumerable<string> fields) => fields.Aggregate(node, (at, field) => at switch
    {
        JsonObject map => map[field],
        JsonArray list when int.TryParse(field, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < list.Count =>
            list[index],
        _ => null,
    });

    /// <summary>A copy; what <paramref name="value"/> does not know stays a reference.</summary>
    public static JsonObject Substitute(JsonObject wish, Func<string, JsonNode?> value) => (JsonObject)Copy(wish, value, key: "")!;

    static JsonNode? Copy(JsonNode? node, Func<string, JsonNode?> value, string key) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Copy(entry.Value, value, entry.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Copy(item, value, key))]),
        JsonValue text when text.TryGetValue<string>(out var old) => Text(old, value, key),
        _ => node?.DeepClone(),
    };

    /// <summary>A reference that is the whole text keeps the type of what it stands for; a job's id is the one number
    /// among the ids.</summary>
    static JsonNode Text(string text, Func<string, JsonNode?> value, string key)
    {
        if (Reference.IsWhole(text) && value(text[2..^1]) is { } whole)
        {
            return key is "job_id" && long.TryParse(whole.ToString(), CultureInfo.InvariantCulture, out var id) ? id : whole.DeepClone();
        }

        return Reference.Replace(text, path => value(path)?.ToString() ?? $"${{{path}}}");
    }
}
