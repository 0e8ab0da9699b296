using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Carries out the planned changes one after the other, each written down before the next begins.</summary>
sealed class ApplyResources(DatabricksWorkspace workspace, ResolvedBundle bundle, StateStore state, Action<string> log)
{
    public async Task<IReadOnlyList<AppliedResource>> RunAsync(IReadOnlyList<PlannedResource> plan, CancellationToken cancellationToken)
    {
        var applied = new List<AppliedResource>();
        foreach (var planned in plan)
        {
            var id = planned.Node is { } node
                ? await BringAsync(planned, node, cancellationToken)
                : await DeleteAsync(planned, cancellationToken);
            applied.Add(new(planned.Key, planned.Name, id, planned.Action));
        }

        return applied;
    }

    async Task<string> BringAsync(PlannedResource planned, ResourceNode node, CancellationToken cancellationToken)
    {
        var wish = References.Substitute(node.Wish, new KnownValues(bundle.Nodes, state.Ids).Find);
        var id = planned.Action switch
        {
            PlanAction.Create => await CreateAsync(node, wish, cancellationToken),
            PlanAction.Update => await UpdateAsync(planned, wish, cancellationToken),
            _ => planned.Entry!.Id,
        };
        await state.KeepAsync(node.Key, new(id, wish, Dependencies(node)), cancellationToken);
        return id;
    }

    async Task<string> CreateAsync(ResourceNode node, JsonObject wish, CancellationToken cancellationToken)
    {
        if (await node.Resource.FindLostAsync(workspace, wish, [.. state.Ids.Values], cancellationToken) is { } lost)
        {
            await node.Resource.UpdateAsync(workspace, lost, wish, cancellationToken);
            log($"Took over {ShortKey(node.Key)}, which an interrupted deployment had created as {lost}");
            return lost;
        }

        var id = await node.Resource.CreateAsync(workspace, wish, cancellationToken);
        log($"Created {ShortKey(node.Key)} ('{node.Name}') as {id}");
        return id;
    }

    async Task<string> UpdateAsync(PlannedResource planned, JsonObject wish, CancellationToken cancellationToken)
    {
        var id = planned.Entry!.Id;
        await planned.Resource.UpdateAsync(workspace, id, wish, cancellationToken);
        log($"Updated {ShortKey(planned.Key)} ('{planned.Name}'): {string.Join(", ", planned.Changes.Select(change => change.Path))}");
        return id;
    }

    async Task<string> DeleteAsync(PlannedResource planned, CancellationToken cancellationToken)
    {
        var id = planned.Entry!.Id;
        await planned.Resource.DeleteAsync(workspace, id, cancellationToken);
        await state.DropAsync(planned.Key, cancellationToken);
        log($"Deleted {ShortKey(planned.Key)} ('{planned.Name}')");
        return id;
    }

    static StateDependency[]? Dependencies(ResourceNode node) => node.References.Count == 0
        ? null
        : [.. node.References.Select(reference => new StateDependency(References.NodeOf(reference), $"${{{reference}}}"))];

    static string ShortKey(string key) => key["resources.".Length..];
}
