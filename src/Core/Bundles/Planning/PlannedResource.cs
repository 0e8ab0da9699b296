using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Planning;

/// <summary>A change together with what carrying it out needs.</summary>
/// <param name="Node">Null when the configuration no longer has it.</param>
/// <param name="Entry">Null when no deployment made it.</param>
/// <param name="Wish">The body, with what is known at plan; null when it is to be deleted.</param>
/// <param name="Live">Null when it does not exist.</param>
sealed record PlannedResource(
    string Key, string Name, BundleResource Resource, ResourceNode? Node, StateEntry? Entry, JsonObject? Wish, JsonObject? Live)
{
    public required PlanAction Action { get; init; }

    /// <summary>What the state calls it; differs when it got another key in the bundle.</summary>
    public string StateKey { get; init; } = Key;

    /// <summary>Every difference, also those that mean nothing.</summary>
    public IReadOnlyList<FieldVerdict> Verdicts { get; init; } = [];

    public IEnumerable<FieldVerdict> Changes => Verdicts.Where(verdict => verdict.Action is not FieldAction.Skip);

    public bool KeepsItsId =>
        Action is PlanAction.Unchanged || (Action is PlanAction.Update && !Changes.Any(change => change.Action is FieldAction.UpdateId));

    public ResourceChange ToChange() => new(Key, Resource.Type, Name, Action, [.. Changes.Select(verdict => verdict.ToChange())])
    {
        Body = Node is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Node.Wish.ToJsonString()))),
    };

    public static PlannedResource Gone(string key, StateEntry entry, BundleResource resource, JsonObject? live) =>
        new(key, (string?)(entry.State["name"] ?? entry.State["cluster_name"]) ?? key, resource, Node: null, entry, Wish: null,
            live)
        { Action = PlanAction.Delete };

    public static PlannedResource New(ResourceNode node, JsonObject wish, StateEntry? entry) =>
        new(node.Key, node.Name, node.Resource, node, entry, wish, Live: null)
        {
            Action = PlanAction.Create,
            Verdicts = [.. FieldDiff.Between(last: null, wish, live: null, node.Resource.Rules).Select(AsNew)],
        };

    public static PlannedResource Known(ResourceNode node, JsonObject wish, StateEntry entry, JsonObject live)
    {
        var verdicts = FieldDiff.Between(entry.State, wish, live, node.Resource.Rules);
        return new(node.Key, node.Name, node.Resource, node, entry, wish, live)
        {
            Verdicts = verdicts,
            Action = verdicts.Count == 0 ? PlanAction.Unchanged : verdicts.Max(verdict => verdict.Action) switch
            {
                FieldAction.Skip => PlanAction.Unchanged,
                FieldAction.Recreate => PlanAction.Recreate,
                _ => PlanAction.Update,
            },
        };
    }

    /// <summary>In something that is made, no field changes and none is taken for another thing.</summary>
    static FieldVerdict AsNew(FieldVerdict verdict) =>
        verdict.Reason is "empty" ? verdict : verdict with { Action = FieldAction.Update, Reason = null };
}
