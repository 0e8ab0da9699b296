using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.Tree;
using ReleasePortal.Core.Bundles.Types;

namespace ReleasePortal.Core.Bundles.Checks;

/// <summary>What refers to another resource refers to one that is there, and to a field that it has and that fits into its place.</summary>
sealed class ResourceReferences(MapNode root, Findings findings)
{
    public static void Check(MapNode root, Findings findings)
    {
        var checking = new ResourceReferences(root, findings);
        foreach (var place in ReferencePlace.In(root["resources"], NodePath.Of("resources")))
        {
            checking.Check(place);
        }
    }

    void Check(ReferencePlace place)
    {
        if (Reference.Segments(place.Reference) is not [_, var type, var key, .. var fields]
            || root.At("resources", type, key) is not { } resource)
        {
            Refuse(place, References.NodeOf(place.Reference), Keys());
        }
        else if (fields is not ["id"] && ResourceKinds.Find(type) is { } kind && resource is MapNode configuration)
        {
            CheckField(place, fields, kind, configuration);
        }
    }

    void CheckField(ReferencePlace place, string[] fields, BundleResource kind, MapNode configuration)
    {
        var wish = kind.Wish(configuration);
        switch (References.At(wish, fields))
        {
            case JsonValue:
            case JsonObject or JsonArray when Reference.IsWhole(place.Value.Text):
                break;
            case { } container:
                var what = container is JsonObject ? "map" : "sequence";
                findings.Error($"cannot interpolate non-primitive value of type {what} into string", place.Path, place.Value);
                break;
            case null when !kind.Outputs.Contains(fields.FirstOrDefault(""), StringComparer.Ordinal)
                && !IsUnset(fields, kind, configuration):
                Refuse(place, fields.FirstOrDefault(""), ["id", .. kind.Outputs, .. wish.Select(field => field.Key)]);
                break;
        }
    }

    /// <summary>A field that nobody wrote has a value all the same.</summary>
    static bool IsUnset(string[] fields, BundleResource kind, MapNode configuration) =>
        configuration.At(fields) is null && BundleTypes.ZeroOf(kind.Type, fields) is not null;

    void Refuse(ReferencePlace place, string meant, IEnumerable<string> known) => findings.Error(
        $"reference does not exist: ${{{place.Reference}}}", place.Path, place.Value, findings.Suggestions.For(meant, known));

    IEnumerable<string> Keys() =>
        from type in (root["resources"] as MapNode)?.Entries ?? []
        from key in (type.Value as MapNode)?.Keys ?? []
        select $"resources.{type.Key}.{key}";
}
