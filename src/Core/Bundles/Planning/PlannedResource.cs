using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>A change together with what carrying it out needs.</summary>
/// <param name="Node">Null when the configuration no longer has it.</param>
/// <param name="Entry">Null when no deployment made it.</param>
sealed record PlannedResource(
    string Key, string Name, BundleResource Resource, ResourceNode? Node, StateEntry? Entry, PlanAction Action, IReadOnlyList<FieldChange> Changes)
{
    public ResourceChange ToChange() => new(Key, Resource.Type, Name, Action, Changes);

    public static PlannedResource Gone(string key, StateEntry entry, BundleResource resource) =>
        new(key, (string?)entry.State["name"] ?? key, resource, Node: null, entry, PlanAction.Delete, []);

    public static PlannedResource New(ResourceNode node, JsonObject wish, StateEntry? entry) =>
        new(node.Key, node.Name, node.Resource, node, entry, PlanAction.Create, FieldDiff.Between(last: null, wish, live: null, node.Resource.Rules));
}
