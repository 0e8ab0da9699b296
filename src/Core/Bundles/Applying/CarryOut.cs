using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.Resources;
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
        FilesInTheWay.Check(bundle, remote);
        var resources = await new ResourceDiff(bundle.Nodes, remote.Entries, workspace).ReadAsync(cancellationToken);
        var plan = BundlePlan.Of(bundle, remote, resources);
        Check(plan, deployment);
        CheckSaved(deployment, remote, resources);
        await deployment.Review(plan, cancellationToken);

        var state = new StateStore(_folder, remote.State, local);
        await TakeOverAsync(remote, state, cancellationToken);
        log($"Uploading bundle files to {bundle.FilePath}");
        var notes = new NotedCreates(workspace, _folder, bundle, remote, clock);
        await Task.WhenAll(
            new ApplyFiles(workspace, _folder, bundle, remote, local?.Sync, clock).RunAsync(plan, cancellationToken),
            notes.NoteAsync(resources, cancellationToken));
        log(Sum("Files", plan.Files));
        if (plan.Libraries.Count > 0)
        {
            log(Sum("Libraries", plan.Libraries));
        }

        await new FolderPermissions(workspace, bundle).RunAsync(cancellationToken);
        var applied = await ResourcesAsync(resources, state, notes, cancellationToken);
        log("Resources: " + BundleApplied.Sum(applied));
        return new(plan, applied);
    }

    static string Sum(string what, IReadOnlyList<FileChange> changes)
    {
        var uploaded = changes.Count(change => change.IsUpload);
        var removed = changes.Count(change => change.Action is FileAction.Removed);
        return $"{what}: {uploaded} uploaded, {removed} deleted";
    }

    static void Check(BundlePlan plan, BundleDeployment deployment)
    {
        if (deployment.Approved is { } approved && plan.ObjectionsAgainst(approved).ToList() is { Count: > 0 } objections)
        {
            throw new BundleInvalidException(
                $"The workspace has changed since the plan was approved; nothing was carried out.\n{string.Join('\n', objections)}");
        }
    }

    static void CheckSaved(BundleDeployment deployment, RemoteBundle remote, IReadOnlyList<PlannedResource> resources)
    {
        if (deployment.Saved?.ObjectionsAgainst(remote.State, resources) is { Count: > 0 } objections)
        {
            throw new BundleInvalidException(
                $"The plan is no longer true; nothing was carried out. Plan again.\n{string.Join('\n', objections)}");
        }
    }

    /// <summary>From now on the state knows what was lost, whatever becomes of this deployment.</summary>
    async Task TakeOverAsync(RemoteBundle remote, StateStore state, CancellationToken cancellationToken)
    {
        foreach (var (key, entry) in remote.Lost)
        {
            log($"Found {ResourceKey.Short(key)}, which an interrupted deployment had created as {entry.Id}");
            state.Keep(key, entry);
        }

        if (remote.Lost.Count > 0)
        {
            await state.WriteAsync(cancellationToken);
        }
    }

    async Task<IReadOnlyList<AppliedResource>> ResourcesAsync(
        IReadOnlyList<PlannedResource> resources, StateStore state, NotedCreates notes, CancellationToken cancellationToken)
    {
        var applied = await new Afterwards(clock, log).OrNoteAsync(
            token => new ApplyResources(workspace, bundle.Nodes, state, notes, log).RunAsync(resources, token),
            token => RecordAsync(state, notes, token),
            cancellationToken);
        await RecordAsync(state, notes, cancellationToken);
        return applied;
    }

    /// <summary>The state first: the others only tell of it.</summary>
    async Task RecordAsync(StateStore state, NotedCreates notes, CancellationToken cancellationToken)
    {
        await state.WriteAsync(cancellationToken);
        await Task.WhenAll(
            notes.ForgetAsync(cancellationToken),
            _folder.WriteAsync(StatePaths.Metadata, Metadata.Of(bundle, state.Ids), overwrite: true, cancellationToken));
    }
}
