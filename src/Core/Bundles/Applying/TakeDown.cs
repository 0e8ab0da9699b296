using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Everything that destroying does while it holds the lock. The records go last, with their folder: until
/// then it can be repeated.</summary>
sealed class TakeDown(ResolvedBundle bundle, DatabricksWorkspace workspace, LocalState? local, Action<string> log, TimeProvider clock)
{
    readonly StateFolder _folder = new(workspace, bundle);

    public async Task<BundleApplied> RunAsync(BundleDeployment deployment, CancellationToken cancellationToken)
    {
        var remote = await RemoteBundle.ReadAsync(workspace, bundle, local, cancellationToken);
        CheckProtected(remote);
        var resources = await new ResourceDiff([], remote.Entries, workspace).ReadAsync(cancellationToken);
        var plan = BundlePlan.OfDestroying(bundle, remote, resources);
        await deployment.Review(plan, cancellationToken);

        var state = new StateStore(_folder, remote.State, local);
        var notes = new NotedCreates(workspace, _folder, bundle, remote, clock);
        var applied = await new Afterwards(clock, log).OrNoteAsync(
            async token =>
            {
                var gone = await new ApplyResources(workspace, [], state, notes, log).RunAsync(resources, token);
                await new RemoveFolders(workspace, bundle, remote, log).RunAsync(token);
                return gone;
            },
            state.WriteAsync,
            cancellationToken);
        local?.Delete();
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
}
