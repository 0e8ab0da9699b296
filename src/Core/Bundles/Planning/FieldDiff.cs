using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>
/// Compares three bodies field by field: what was sent last, what is asked for now, and what is live. A field that somebody changed in
/// the workspace is set back, unless a rule says that the difference means nothing.
/// </summary>
static class FieldDiff
{
    public static IReadOnlyList<FieldChange> Between(JsonObject? last, JsonObject wish, JsonObject? live, FieldRules rules)
    {
        var before = FieldPaths.Of(last);
        var wanted = FieldPaths.Of(wish);
        var remote = FieldPaths.Of(live);
        return
        [
            .. from path in before.Keys.Union(wanted.Keys, StringComparer.Ordinal).Union(remote.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let field = new Field(path, before.GetValueOrDefault(path), wanted.GetValueOrDefault(path), remote.GetValueOrDefault(path))
               where Matters(field, rules)
               select new FieldChange(path, Text(field.Remote), Text(field.Wanted), Drift: Same(field.Before, field.Wanted)),
        ];
    }

    static bool Matters(Field field, FieldRules rules)
    {
        var (path, before, wanted, remote) = field;
        return !Same(remote, wanted)
            && !rules.Identity.Contains(path, StringComparer.Ordinal)
            && !(IsEmpty(before) && IsEmpty(wanted) && IsEmpty(remote))
            && !(Same(before, wanted) && rules.IsIgnoredRemote(path))
            && !(before is null && wanted is null && rules.IsServerDefault(path, remote));
    }

    static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject map => map.Count == 0,
        JsonArray list => list.Count == 0,
        _ => node.ToJsonString() is "\"\"" or "0" or "false" or "null",
    };

    /// <summary>By value: a missing field and null are the same, 1 and 1.0 too.</summary>
    static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    static string? Text(JsonNode? node) => node?.ToJsonString(Readable);

    /// <summary>People read these, so letters beyond ASCII stay letters.</summary>
    static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    sealed record Field(string Path, JsonNode? Before, JsonNode? Wanted, JsonNode? Remote);
}
