using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>Which ids of the workspace the variables ask for, and their answers.</summary>
static class Lookups
{
    public static IReadOnlyList<BundleLookup> Of(MapNode root, Findings findings)
    {
        var waiting = Waiting(root).ToArray();
        var names = waiting.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        return [.. waiting.Select(variable => Of(variable.Key, variable.Value["lookup"]!, root, names, findings)).OfType<BundleLookup>()];
    }

    /// <param name="answers">By variable.</param>
    public static MapNode Answer(
        MapNode root, IReadOnlyList<BundleLookup> lookups, IReadOnlyDictionary<string, LookupAnswer> answers, Findings findings)
    {
        var byName = lookups.ToDictionary(lookup => lookup.Variable, StringComparer.Ordinal);
        return root.Within("variables", variables => variables.Select((name, node) => !byName.TryGetValue(name, out var lookup)
            ? node
            : ((MapNode)node).Set("value", ScalarNode.Of(Id(lookup, node.At("lookup"), answers, findings)))));
    }

    static IEnumerable<KeyValuePair<string, MapNode>> Waiting(MapNode root) =>
        from entry in (root["variables"] as MapNode)?.Entries ?? []
        where entry.Value is MapNode map && map["value"] is null && map["lookup"] is not null
        select KeyValuePair.Create(entry.Key, (MapNode)entry.Value);

    static BundleLookup? Of(string variable, Node lookup, MapNode root, HashSet<string> waiting, Findings findings)
    {
        var path = NodePath.Of("variables", variable, "lookup");
        if (lookup is not MapNode { Count: 1 } map || map.Entries.First() is not { Value: ScalarNode { Text.Length: > 0 } name } entry)
        {
            findings.Error($"variable {variable}: exactly one kind of thing must be looked up, by its name", path, lookup);
            return null;
        }

        if (Reference.In(name.Text).Select(Reference.Segments)
            .Any(way => way is ["var" or "variables", var other, ..] && waiting.Contains(other)))
        {
            findings.Error("lookup variables cannot contain references to another lookup variables", path.Key(entry.Key), name);
            return null;
        }

        var resolved = new Interpolation(root, findings).Resolve(name, path.Key(entry.Key));
        return resolved is ScalarNode text ? new(variable, entry.Key, text.Text) : null;
    }

    static string Id(BundleLookup lookup, Node? node, IReadOnlyDictionary<string, LookupAnswer> answers, Findings findings)
    {
        var answer = answers.GetValueOrDefault(lookup.Variable);
        if (answer is { Refusal: null, Ids: [var id] })
        {
            return id;
        }

        findings.Error(
            $"failed to resolve {lookup.Kind}: {lookup.Name}, err: " + answer switch
            {
                null => "the workspace was not asked",
                { Refusal: { } refusal } => refusal,
                { Ids: [] } => $"{lookup.Kind} named '{lookup.Name}' does not exist",
                { Ids: var ids } => $"there are {ids.Count} instances of {lookup.Kind} named '{lookup.Name}'",
            },
            NodePath.Of("variables", lookup.Variable, "lookup"),
            node);
        return "";
    }
}
