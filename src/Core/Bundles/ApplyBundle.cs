using ReleasePortal.Core.Bundles.Applying;
using ReleasePortal.Core.Bundles.Planning;
using ReleasePortal.Core.Bundles.State;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// Deploys a bundle. Run again after a kill at any point, it finishes what was begun; run again after success, it changes nothing but
/// the deployment's own records.
/// </summary>
public sealed class ApplyBundle(ValidateBundle validate, TimeProvider clock)
{
    /// <summary>A deployment that is being cancelled still gives its lock back, but does not hang on it.</summary>
    static readonly TimeSpan UnlockTimeout = TimeSpan.FromSeconds(15);

    /// <param name="log">Gets a sentence for everything that happens.</param>
    /// <exception cref="BundleInvalidException">The release is wrong: changing the bundle helps, trying again does not.</exception>
    /// <exception cref="BundleLockedException">Somebody else is deploying: trying again helps.</exception>
    /// <exception cref="DatabricksException">The workspace refused or did not answer: trying again may help.</exception>
    public async Task<BundleApplied> RunAsync(
        BundleRequest request,
        DatabricksWorkspace workspace,
        BundleDeployment deployment,
        Action<string> log,
        CancellationToken cancellationToken)
    {
        var valid = (await validate.RunAsync(request, workspace, cancellationToken)).ForDeployment();
        if (!valid.IsValid)
        {
            throw new BundleInvalidException(valid.Diagnostics);
        }

        log($"Bundle {valid.Bundle.Name} for target {valid.Bundle.Target}, deployed to {valid.Bundle.Host} as {valid.Bundle.Deployer.DisplayName ?? valid.Bundle.Deployer.UserName}");
        foreach (var warning in valid.Diagnostics)
        {
            log($"{warning.Severity}: {warning.Summary}{(warning.Locations is [var place, ..] ? $" ({place})" : "")}");
        }

        await workspace.Files.MakeDirectoryAsync(valid.Bundle.StatePath, cancellationToken);
        if (!valid.Bundle.UsesLock)
        {
            return await ApplyAsync(valid.Bundle, workspace, deployment, log, cancellationToken);
        }

        var deployLock = new DeployLock(workspace, valid.Bundle, deployment, clock);
        await deployLock.TakeAsync(cancellationToken);
        return await LockedAsync(deployLock, () => ApplyAsync(valid.Bundle, workspace, deployment, log, cancellationToken), log, cancellationToken);
    }

    async Task<BundleApplied> LockedAsync(
        DeployLock deployLock, Func<Task<BundleApplied>> apply, Action<string> log, CancellationToken cancellationToken)
    {
        BundleApplied applied;
        try
        {
            applied = await apply();
        }
        catch
        {
            await TryReleaseAsync(deployLock, log);
            throw;
        }

        await deployLock.ReleaseAsync(cancellationToken);
        return applied;
    }

    /// <summary>The fault that led here is the one to tell; a lock that stays is said in the log and can be taken over.</summary>
    async Task TryReleaseAsync(DeployLock deployLock, Action<string> log)
    {
        using var timeout = new CancellationTokenSource(UnlockTimeout, clock);
        try
        {
            await deployLock.ReleaseAsync(timeout.Token);
        }
        catch (Exception fault) when (fault is DatabricksException or BundleInvalidException or OperationCanceledException)
        {
            log($"The deploy lock could not be given back: {fault.Message}");
        }
    }

    async Task<BundleApplied> ApplyAsync(
        ResolvedBundle bundle, DatabricksWorkspace workspace, BundleDeployment deployment, Action<string> log, CancellationToken cancellationToken)
    {
        var remote = await RemoteBundle.ReadAsync(workspace, bundle, cancellationToken);
        var resources = await ResourceDiff.ReadAsync(bundle, remote, workspace, cancellationToken);
        var plan = BundlePlan.Of(bundle, remote, resources);
        if (deployment.Approved is { } approved && plan.ObjectionsAgainst(approved).ToList() is { Count: > 0 } objections)
        {
            throw new BundleInvalidException($"The workspace has changed since the plan was approved; nothing was carried out.\n{string.Join('\n', objections)}");
        }

        log($"Uploading bundle files to {bundle.FilePath}");
        await new ApplyFiles(workspace, bundle, remote, clock).RunAsync(plan.Files, cancellationToken);
        var uploaded = plan.Files.Count(file => file.Action is FileAction.Added or FileAction.Changed);
        var removed = plan.Files.Count(file => file.Action is FileAction.Removed);
        log($"Files: {uploaded} uploaded, {removed} deleted, {plan.Files.Count - uploaded - removed} unchanged");
        await new FolderPermissions(workspace, bundle).RunAsync(cancellationToken);

        var state = new StateStore(workspace, bundle, remote.State);
        var applied = await new ApplyResources(workspace, bundle, state, log).RunAsync(resources, cancellationToken);
        await state.WriteAsync(cancellationToken);
        await workspace.Files.ImportFileAsync($"{bundle.StatePath}/metadata.json", Metadata.Of(bundle, state.Ids), overwrite: true, cancellationToken);
        log($"Resources: {Count(applied, PlanAction.Create)} created, {Count(applied, PlanAction.Update)} updated, {Count(applied, PlanAction.Delete)} deleted, {Count(applied, PlanAction.Unchanged)} unchanged");
        return new(plan, applied);
    }

    static int Count(IReadOnlyList<AppliedResource> applied, PlanAction action) => applied.Count(resource => resource.Action == action);
}
