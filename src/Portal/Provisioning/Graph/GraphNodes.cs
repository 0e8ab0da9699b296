using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>The nodes of the picture and what each needs, before anything has a place: many of a small kind share a node.</summary>
static class GraphNodes
{
    /// <summary>Kinds that come in numbers and say little one by one.</summary>
    static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "Private DNS zone", "DNS link", "DNS zone group", "Role assignment", "Lock", "Private endpoint",
    };

    public static List<GraphNode> Of(IReadOnlyList<ResourceView> resources)
    {
        var groups = resources.GroupBy(resource => Shared.Contains(resource.Kind) ? resource.Kind : resource.Id, StringComparer.Ordinal)
            .ToList();
        var owner = groups.SelectMany(group => group.Select(resource => (resource.Id, group.Key)))
            .ToDictionary(pair => pair.Id, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
        var needs = groups.ToDictionary(group => group.Key, group => Needs(group, owner), StringComparer.Ordinal);
        var direct = needs.ToDictionary(pair => pair.Key, pair => Direct(pair.Value, needs), StringComparer.Ordinal);
        return
        [
            .. groups.Select(group => new GraphNode(group.Key, [.. group])
            {
                Needs = direct[group.Key],
                NeededBy = [.. direct.Where(other => other.Value.Contains(group.Key, StringComparer.Ordinal)).Select(other => other.Key)],
            }),
        ];
    }

    static List<string> Needs(IGrouping<string, ResourceView> group, Dictionary<string, string> owner) =>
    [
        .. group.SelectMany(resource => resource.Needs).Where(owner.ContainsKey).Select(id => owner[id])
            .Where(key => key != group.Key).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Without those that come before another of them anyway.</summary>
    static List<string> Direct(List<string> mine, Dictionary<string, List<string>> needs) =>
        [.. mine.Where(need => !mine.Exists(other => other != need && Reaches(other, need, needs)))];

    static bool Reaches(string from, string to, Dictionary<string, List<string>> needs) =>
        needs[from].Exists(need => need == to || Reaches(need, to, needs));
}
