using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Resolving;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The wishes of a configuration in an order in which they can be carried out: what is referred to comes first.</summary>
static class ResourceNodes
{
    static readonly JobResource Job = new();
    static readonly JobPermissionsResource Permissions = new();

    public static IReadOnlyList<ResourceNode> Of(MapNode root, Findings findings)
    {
        var nodes = Jobs.All(root).SelectMany(entry => OfJob(entry.Path.ToString(), entry.Job)).ToDictionary(node => node.Key, StringComparer.Ordinal);
        CheckReferences(nodes, findings);
        return findings.HasErrors ? [] : Sort(nodes, findings);
    }

    /// <summary>Kinds of state entries that this engine can delete; null for one that it does not know.</summary>
    public static BundleResource? KindOf(string stateKey) => stateKey.Split('.') switch
    {
        ["resources", "jobs", _] => Job,
        ["resources", "jobs", _, "permissions"] => Permissions,
        _ => null,
    };

    static IEnumerable<ResourceNode> OfJob(string key, MapNode job)
    {
        var name = job.TextAt("name") ?? "Untitled";
        var file = job.Locations is [var location, ..] ? location.File : "";
        yield return new(key, name, Job, job.Set("permissions", null).Set("lifecycle", null).ToJson(), file);
        if (job["permissions"] is ListNode { Items.Count: > 0 } permissions)
        {
            var wish = MapNode.Empty
                .Set("object_id", ScalarNode.Of($"/jobs/${{{key}.id}}"))
                .Set(JobPermissionsResource.List, permissions);
            yield return new($"{key}.permissions", name, Permissions, wish.ToJson(), file);
        }
    }

    static void CheckReferences(Dictionary<string, ResourceNode> nodes, Findings findings)
    {
        foreach (var (key, node) in nodes)
        {
            foreach (var reference in node.References.Where(reference => !Exists(reference, nodes)))
            {
                findings.Error($"reference does not exist: ${{{reference}}}", new(key), node: null, Suggestions.For(References.NodeOf(reference), nodes.Keys));
            }
        }
    }

    static bool Exists(string reference, Dictionary<string, ResourceNode> nodes) =>
        nodes.TryGetValue(References.NodeOf(reference), out var node)
        && (reference.EndsWith(".id", StringComparison.Ordinal) || FieldOf(node, reference) is not null);

    /// <summary>A field that the configuration itself gives, for example <c>resources.jobs.a.name</c>.</summary>
    public static string? FieldOf(ResourceNode node, string reference)
    {
        JsonNode? value = node.Wish;
        foreach (var key in reference.Split('.').Skip(3))
        {
            value = (value as JsonObject)?[key];
        }

        return value is JsonValue ? value.ToString() : null;
    }

    static List<ResourceNode> Sort(Dictionary<string, ResourceNode> nodes, Findings findings)
    {
        var sorted = new List<ResourceNode>();
        var waiting = nodes.Values.OrderBy(node => node.Key, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(node => node.DependsOn.All(key => sorted.Exists(done => string.Equals(done.Key, key, StringComparison.Ordinal))));
            if (next is null)
            {
                findings.Error($"resources refer to each other in a cycle: {string.Join(", ", waiting.Select(node => node.Key))}");
                return [];
            }

            sorted.Add(next);
            waiting.Remove(next);
        }

        return sorted;
    }
}
