using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>Everything a deployment does while it holds the lock, in this order: plan, files, resources, records.</summary>
sealed class CarryOut(ResolvedBundle bundle, DatabricksWorkspace workspace, LocalState? local, Action<string> log, TimeProvider clock)
{
    readonly StateFolder _folder = new(workspace, bundle);

    public async Task<BundleApplied> RunAsync(BundleDeployment deployment, CancellationToken cancellationToken)
    {
        var remote = await RemoteBundle.ReadAsync(workspace, bundle, local, cancellationToken);
        var resources = await new ResourceDiff(bundle.Nodes, remote.Entries, workspace).ReadAsync(cancellationToken);
        var plan = BundlePlan.Of(bundle, remote, resources);
        Check(plan, deployment);

        log($"Uploading bundle files to {bundle.FilePath}");
        await new ApplyFiles(workspace, _folder, bundle, remote, clock).RunAsync(plan.Files, cancellationToken);
        var uploaded = plan.Files.Count(file => file.Action is FileAction.Added or FileAction.Changed);
        var removed = plan.Files.Count(file => file.Action is FileAction.Removed);
        log($"Files: {uploaded} uploaded, {removed} deleted, {plan.Files.Count - uploaded - removed} unchanged");
        await new FolderPermissions(workspace, bundle).RunAsync(cancellationToken);

        var applied = await ResourcesAsync(resources, remote, cancellationToken);
        log("Resources: " + BundleApplied.Sum(applied));
        return new(plan, applied);
    }

    static void Check(BundlePlan plan, BundleDeployment deployment)
    {
        if (deployment.Approved is { } approved && plan.ObjectionsAgainst(approved).ToList() is { Count: > 0 } objections)
        {
            throw new BundleInvalidException($"The workspace has changed since the plan was approved; nothing was carried out.\n{string.Join('\n', objections)}");
        }

        deployment.Review(plan);
    }

    async Task<IReadOnlyList<AppliedResource>> ResourcesAsync(
        IReadOnlyList<PlannedResource> resources, RemoteBundle remote, CancellationToken cancellationToken)
    {
        var state = new StateStore(_folder, remote.State, local);
        var lost = new LostResources(workspace, _folder, bundle, remote, clock);
        await lost.NoteAsync(resources, cancellationToken);
        IReadOnlyList<AppliedResource> applied;
        try
        {
            applied = await new ApplyResources(workspace, bundle.Nodes, state, lost, log).RunAsync(resources, cancellationToken);
        }
        catch
        {
            await new Afterwards(clock, log).TryAsync("What was done could not be noted", token => RecordAsync(state, lost, token));
            throw;
        }

        await RecordAsync(state, lost, cancellationToken);
        return applied;
    }

    /// <summary>The state first: the others only tell of it.</summary>
    async Task RecordAsync(StateStore state, LostResources lost, CancellationToken cancellationToken)
    {
        await state.WriteAsync(cancellationToken);
        await Task.WhenAll(
            lost.ForgetAsync(cancellationToken),
            _folder.WriteAsync(StatePaths.Metadata, Metadata.Of(bundle, state.Ids), overwrite: true, cancellationToken));
    }
}
