using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>What refers to another resource refers to one that is there, and to a field that it has.</summary>
static class ResourceReferences
{
    public static void Check(MapNode root, Findings findings)
    {
        foreach (var (reference, path, value) in ReferencePlace.In(root["resources"], NodePath.Of("resources")))
        {
            if (Objection(reference, root) is { } hint)
            {
                findings.Error($"reference does not exist: ${{{reference}}}", path, value, hint);
            }
        }
    }

    /// <returns>What may have been meant; null when there is nothing to object to.</returns>
    static string? Objection(string reference, MapNode root)
    {
        if (Reference.Segments(reference) is not [_, var type, var key, .. var fields] || root.At("resources", type, key) is not { } resource)
        {
            return Suggestions.For(References.NodeOf(reference), Keys(root));
        }

        // The fields of a resource that this engine does not deploy are not its business.
        return fields is ["id"] || ResourceKinds.Find(type) is not { } kind || resource is not MapNode configuration
            ? null
            : Objection(fields, kind, kind.Wish(configuration));
    }

    static string? Objection(string[] fields, BundleResource kind, JsonObject wish)
    {
        var field = fields.FirstOrDefault("");
        return kind.Outputs.Contains(field, StringComparer.Ordinal) || References.At(wish, fields) is JsonValue
            ? null
            : Suggestions.For(field, ["id", .. kind.Outputs, .. wish.Select(entry => entry.Key)]);
    }

    static IEnumerable<string> Keys(MapNode root) =>
        from type in (root["resources"] as MapNode)?.Entries ?? []
        from key in (type.Value as MapNode)?.Keys ?? []
        select $"resources.{type.Key}.{key}";
}
