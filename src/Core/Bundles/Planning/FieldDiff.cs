using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>
/// Compares three bodies field by field: what was sent last, what is asked for now, and what is live. A field that somebody changed in
/// the workspace is set back, unless a rule says that the difference means nothing.
/// </summary>
static class FieldDiff
{
    public static IReadOnlyList<FieldVerdict> Between(JsonObject? last, JsonObject wish, JsonObject? live, FieldRules rules)
    {
        var before = FieldPaths.Of(last);
        var wanted = FieldPaths.Of(wish);
        var remote = FieldPaths.Of(live);
        var paths = before.Keys.Union(wanted.Keys, StringComparer.Ordinal)
            .Union(remote.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return
        [
            .. from path in paths
               let field = new Field(path, before.GetValueOrDefault(path), wanted.GetValueOrDefault(path), remote.GetValueOrDefault(path))
               where !(Same(field.Old, field.New) && Same(field.New, field.Remote))
               let verdict = Judge(field, rules)
               select new FieldVerdict(path, verdict.Action, verdict.Reason, field.Old, field.New, field.Remote),
        ];
    }

    /// <summary>The first rule that fits decides.</summary>
    static (FieldAction Action, string? Reason) Judge(Field field, FieldRules rules)
    {
        var (path, old, wanted, remote) = field;
        Func<JsonNode?, JsonNode?, bool> same = FieldRules.AtStart(rules.AnyCase, path) ? SameName : Same;
        var local = !same(old, wanted);
        return field switch
        {
            _ when same(remote, wanted) && !IsEmpty(remote) => (FieldAction.Skip, "remote_already_set"),
            _ when IsEmpty(old) && IsEmpty(wanted) && IsEmpty(remote) => (FieldAction.Skip, "empty"),
            _ when local && FieldRules.AtStart(rules.IgnoredLocal, path) => (FieldAction.Skip, "ignore_local_changes"),
            _ when !local && FieldRules.AtStart(rules.IgnoredRemote, path) => (FieldAction.Skip, "ignore_remote_changes"),
            _ when FieldRules.AtStart(rules.Identity, path) =>
                local ? (FieldAction.Recreate, "id_changes") : (FieldAction.Skip, "id_field"),
            _ when FieldRules.AtStart(rules.Renames, path) => local ? (FieldAction.UpdateId, "id_changes") : (FieldAction.Skip, "id_field"),
            _ when old is null && wanted is null && rules.IsServerDefault(path, remote) => (FieldAction.Skip, "backend_default"),
            _ when FieldRules.AtStart(rules.StorageUrls, path) && SameAddress(remote, wanted) => (FieldAction.Skip, "url_normalization"),
            _ when !local && remote is null && FieldRules.AtStart(rules.NotReturned, path) => (FieldAction.Skip, "not_returned"),
            _ when FieldRules.AtStart(rules.Recreates, path) => (FieldAction.Recreate, "recreate_on_changes"),
            _ when FieldRules.AtStart(rules.Resizes, path) => (FieldAction.Resize, null),
            _ => (FieldAction.Update, null),
        };
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

    static bool SameName(JsonNode? left, JsonNode? right) =>
        Same(left, right)
            || (left is JsonValue && right is JsonValue && string.Equals($"{left}", $"{right}", StringComparison.OrdinalIgnoreCase));

    static bool SameAddress(JsonNode? left, JsonNode? right) =>
        left is not null && right is not null && string.Equals($"{left}".TrimEnd('/'), $"{right}".TrimEnd('/'), StringComparison.Ordinal);

    sealed record Field(string Path, JsonNode? Old, JsonNode? New, JsonNode? Remote);
}
