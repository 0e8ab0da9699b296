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
        var lost = new LostResources(workspace, _folder, bundle, remote, clock);
        await Task.WhenAll(
            new ApplyFiles(workspace, _folder, bundle, remote, local?.Sync, clock).RunAsync(plan, cancellationToken),
            lost.NoteAsync(resources, cancellationToken));
        log(Sum("Files", plan.Files));
        if (plan.Libraries.Count > 0)
        {
            log(Sum("Libraries", plan.Libraries));
        }

        await new FolderPermissions(workspace, bundle).RunAsync(cancellationToken);
        var applied = await ResourcesAsync(resources, new(_folder, remote.State, local), lost, cancellationToken);
        log("Resources: " + BundleApplied.Sum(applied));
        return new(plan, applied);
    }

    static string Sum(string what, IReadOnlyList<FileChange> changes)
    {
        var uploaded = changes.Count(change => change.IsUpload);
        var removed = changes.Count(change => change.Action is FileAction.Removed);
        return $"{what}: {uploaded} uploaded, {removed} deleted, {changes.Count - uploaded - removed} unchanged";
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
        IReadOnlyList<PlannedResource> resources, StateStore state, LostResources lost, CancellationToken cancellationToken)
    {
        IReadOnlyList<AppliedResource> applied;
        try
        {
            applied = await new ApplyResources(workspace, bundle.Nodes, state, lost, log).RunAsync(resources, cancellationToken);
        }
        catch
        {
            var afterwards = new Afterwards(clock, log);
            using var patience = afterwards.Patience();
            await afterwards.TryAsync("What was done could not be noted", token => RecordAsync(state, lost, token), patience.Token);
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
