using System.Collections.Concurrent;
using System.Net;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Carries out the planned changes in parallel, each after what it depends on; what is deleted goes before
/// what it depended on.</summary>
sealed class ApplyResources(
    DatabricksWorkspace workspace, IReadOnlyList<ResourceNode> nodes, StateStore state, NotedCreates notes, Action<string> log)
{
    /// <summary>A workspace limits the calls per second.</summary>
    const int AtOnce = 10;

    readonly KnownValues _known = new(nodes);
    readonly ConcurrentDictionary<string, AppliedResource> _applied = new(StringComparer.Ordinal);
    readonly Lock _logging = new();

    /// <exception cref="BundleInvalidException">A body was refused; everything that does not depend on it was carried out.</exception>
    /// <exception cref="DatabricksException">The workspace refused or did not answer; everything that does not depend
    /// on it was carried out.</exception>
    public async Task<IReadOnlyList<AppliedResource>> RunAsync(IReadOnlyList<PlannedResource> plan, CancellationToken cancellationToken)
    {
        var graph = new DependencyGraph(AtOnce);
        foreach (var planned in plan)
        {
            if (planned.KeepsItsId)
            {
                _known.Learn(planned.Key, planned.Entry!.Id);
            }

            graph.Add(planned.Key, Before(planned, plan), token => ActAsync(planned, token));
        }

        var faults = await graph.WorkAsync(cancellationToken);
        if (faults.Count > 0)
        {
            var worst = faults.OfType<BundleInvalidException>().FirstOrDefault() ?? faults[0];
            foreach (var other in faults.Where(fault => fault != worst))
            {
                Log(other.Message);
            }

            ExceptionDispatchInfo.Throw(worst);
        }

        return [.. plan.Select(planned => _applied[planned.Key])];
    }

    static IEnumerable<string> Before(PlannedResource planned, IReadOnlyList<PlannedResource> plan) => planned.Node is { } node
        ? node.DependsOn
        : plan.Where(other => other.Entry?.DependsOn?.Any(need => need.Node == planned.Key) is true).Select(other => other.Key);

    async Task ActAsync(PlannedResource planned, CancellationToken cancellationToken)
    {
        var id = planned.Node is { } node
            ? await BringAsync(planned, node, cancellationToken)
            : await DeleteAsync(planned, cancellationToken);
        _applied[planned.Key] = new(planned.Key, planned.Name, id, planned.Action);
    }

    async Task<string> BringAsync(PlannedResource planned, ResourceNode node, CancellationToken cancellationToken)
    {
        var wish = await _known.WishAsync(node, workspace, cancellationToken);
        var id = planned.Action switch
        {
            PlanAction.Create => await CreateAsync(node, wish, cancellationToken),
            PlanAction.Recreate => await RecreateAsync(planned, node, wish, cancellationToken),
            PlanAction.Update => await UpdateAsync(planned, node, wish, cancellationToken),
            _ => planned.Entry!.Id,
        };
        _known.Learn(node.Key, id);
        state.Keep(node.Key, new(id, wish, StateEntry.DependenciesOf(node)));
        if (planned.StateKey != node.Key)
        {
            state.Drop(planned.StateKey);
        }

        return id;
    }

    async Task<string> CreateAsync(ResourceNode node, JsonObject wish, CancellationToken cancellationToken)
    {
        var id = await notes.WatchAsync(node, token => node.Resource.CreateAsync(workspace, wish, token), cancellationToken);
        Log($"Created {ResourceKey.Short(node.Key)} ('{node.Name}') as {id}");
        return id;
    }

    async Task<string> RecreateAsync(PlannedResource planned, ResourceNode node, JsonObject wish, CancellationToken cancellationToken)
    {
        await DeleteAsync(planned, cancellationToken);
        return await CreateAsync(node, wish, cancellationToken);
    }

    async Task<string> UpdateAsync(PlannedResource planned, ResourceNode node, JsonObject wish, CancellationToken cancellationToken)
    {
        var update = new ResourceUpdate(planned.Entry!.Id, wish, planned.Live!, [.. planned.Changes]);
        var id = await notes.WatchAsync(node, token => planned.Resource.UpdateAsync(workspace, update, token), cancellationToken);
        Log(
            $"Updated {ResourceKey.Short(planned.Key)} ('{planned.Name}'): {string.Join(", ", update.Changes.Select(change => change.Path))}");
        return id;
    }

    async Task<string> DeleteAsync(PlannedResource planned, CancellationToken cancellationToken)
    {
        var id = planned.Entry!.Id;
        try
        {
            await planned.Resource.DeleteAsync(workspace, id, cancellationToken);
            Log($"Deleted {ResourceKey.Short(planned.Key)} ('{planned.Name}')");
        }
        catch (DatabricksException fault) when (fault.Status is HttpStatusCode.Forbidden && planned.Action is PlanAction.Delete)
        {
            Log($"Left {ResourceKey.Short(planned.Key)} ({id}) where it is and forgot it, for it may not be deleted: {fault.Detail}");
        }

        state.Drop(planned.StateKey);
        return id;
    }

    void Log(string line)
    {
        lock (_logging)
        {
            log(line);
        }
    }
}
