using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The wishes of a configuration in an order in which they can be carried out: what is referred to comes first.</summary>
static class ResourceNodes
{
    static readonly string[] Names = ["name", "cluster_name"];

    /// <param name="root">Without errors: every reference leads to something.</param>
    public static IReadOnlyList<ResourceNode> Of(MapNode root, Findings findings)
    {
        var nodes = ResourceKinds.All.SelectMany(kind => OfKind(root, kind)).ToDictionary(node => node.Key, StringComparer.Ordinal);
        return new DependencyOrder(nodes, root, findings).Sort();
    }

    static IEnumerable<ResourceNode> OfKind(MapNode root, BundleResource kind) =>
        from entry in (root.At("resources", kind.Type) as MapNode)?.Entries ?? []
        where entry.Value is MapNode
        from node in OfResource($"resources.{kind.Type}.{entry.Key}", (MapNode)entry.Value, kind)
        select node;

    static IEnumerable<ResourceNode> OfResource(string key, MapNode configuration, BundleResource kind)
    {
        var name = Names.Select(field => configuration.TextAt(field)).FirstOrDefault(text => text is not null) ?? "Untitled";
        var file = configuration.Locations is [var location, ..] ? location.File : "";
        yield return new(key, name, kind, kind.Wish(configuration), file)
        {
            IsProtected = configuration.TextAt("lifecycle", "prevent_destroy") is "true",
        };
        if (ResourceKinds.PermissionsOf(kind) is { } permissions && List(configuration, "permissions") is { } entries)
        {
            yield return new($"{key}.permissions", name, permissions, Embed([], entries), file)
            {
                Parent = new(key, "object_id", $"/{kind.PermissionsType}/"),
            };
        }

        if (ResourceKinds.GrantsOf(kind) is { } grants && List(configuration, "grants") is { } given)
        {
            yield return new(
                $"{key}.grants", name, grants, Embed(new() { ["securable_type"] = kind.SecurableType }, [.. given.Select(Sorted)]), file)
            {
                Parent = new(key, "full_name", Prefix: ""),
            };
        }
    }

    static IReadOnlyList<JsonNode?>? List(MapNode configuration, string field) =>
        configuration[field] is ListNode { Items.Count: > 0 } list ? [.. list.Items.OfType<MapNode>().Select(item => item.ToJson())] : null;

    static JsonObject Embed(JsonObject wish, IReadOnlyList<JsonNode?> entries)
    {
        wish[PermissionsResource.List] = new JsonArray([.. entries]);
        return wish;
    }

    static JsonNode? Sorted(JsonNode? grant)
    {
        var privileges = (grant!["privileges"] as JsonArray ?? []).Select(privilege => $"{privilege}").Order(StringComparer.Ordinal);
        grant["privileges"] = new JsonArray([.. privileges.Select(privilege => (JsonNode)privilege)]);
        return grant;
    }
}
