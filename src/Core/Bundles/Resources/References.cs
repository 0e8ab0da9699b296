using System.Globalization;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resolving;

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

    /// <summary>A copy; what <paramref name="value"/> does not know stays a reference.</summary>
    public static JsonObject Substitute(JsonObject wish, Func<string, string?> value) => (JsonObject)Copy(wish, value, key: "")!;

    static JsonNode? Copy(JsonNode? node, Func<string, string?> value, string key) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Copy(entry.Value, value, entry.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Copy(item, value, key))]),
        JsonValue text when text.TryGetValue<string>(out var old) => Text(Reference.Replace(old, path => value(path) ?? $"${{{path}}}"), key),
        _ => node?.DeepClone(),
    };

    /// <summary>run_job_task.job_id is the one number that a reference fills.</summary>
    static JsonValue? Text(string text, string key) =>
        key is "job_id" && long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? JsonValue.Create(id) : JsonValue.Create(text);
}
