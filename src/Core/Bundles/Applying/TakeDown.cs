using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Everything that destroying does while it holds the lock. The records go last, with their folder: until then it can be repeated.</summary>
sealed class TakeDown(ResolvedBundle bundle, DatabricksWorkspace workspace, LocalState? local, Action<string> log, TimeProvider clock)
{
    readonly StateFolder _folder = new(workspace, bundle);

    public async Task<BundleApplied> RunAsync(BundleDeployment deployment, CancellationToken cancellationToken)
    {
        var remote = await RemoteBundle.ReadAsync(workspace, bundle, local, cancellationToken);
        CheckProtected(remote);
        var resources = await new ResourceDiff([], remote.Entries, workspace).ReadAsync(cancellationToken);
        var plan = BundlePlan.OfDestroying(bundle, remote, resources);
        deployment.Review(plan);

        var state = new StateStore(_folder, remote.State, local);
        var lost = new LostResources(workspace, _folder, bundle, remote, clock);
        await DeleteLostAsync(state, lost, cancellationToken);
        var applied = await new ApplyResources(workspace, [], state, lost, log).RunAsync(resources, cancellationToken);
        if (!bundle.LibraryPath.StartsWith(bundle.RootPath + "/", StringComparison.Ordinal))
        {
            await LibraryFolder.Of(bundle, workspace).RemoveAsync(cancellationToken);
        }

        await workspace.Files.DeleteAsync(bundle.RootPath, recursive: true, cancellationToken);
        local?.Delete();
        log($"Deleted {bundle.RootPath}");
        return new(plan, applied);
    }

    void CheckProtected(RemoteBundle remote)
    {
        var kept = bundle.Nodes.Where(node => node.IsProtected && remote.Entries.ContainsKey(node.Key)).Select(node => node.Key).ToArray();
        if (kept.Length > 0)
        {
            throw ResourceDiff.Protected(kept);
        }
    }

    /// <summary>What an interrupted deployment created and no state knows.</summary>
    async Task DeleteLostAsync(StateStore state, LostResources lost, CancellationToken cancellationToken)
    {
        var known = new KnownValues(bundle.Nodes);
        var found = new Stack<(ResourceNode Node, string Id)>();
        foreach (var node in bundle.Nodes)
        {
            var wish = await known.WishAsync(node, workspace, cancellationToken);
            if (state.Ids.GetValueOrDefault(node.Key) is { } id)
            {
                known.Learn(node.Key, id);
            }
            else if (await lost.FindAsync(node, wish, state.Ids, cancellationToken) is { } made)
            {
                known.Learn(node.Key, made);
                found.Push((node, made));
            }
        }

        foreach (var (node, id) in found)
        {
            await node.Resource.DeleteAsync(workspace, id, cancellationToken);
            log($"Deleted {node.Key["resources.".Length..]} ('{node.Name}'), which an interrupted deployment had created as {id}");
        }
    }
}
