using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Bundles;

/// <summary>One carrying-out of a bundle.</summary>
/// <param name="LockId">
/// Who takes the deploy lock. A lock with this id counts as one's own, also one that a killed process left; so pass the same id for
/// every deployment to a stage only if something else keeps two of them apart.
/// </param>
/// <param name="ForceLock">Takes the lock away from whoever has it.</param>
public sealed record BundleDeployment(Guid LockId, bool ForceLock = false)
{
    /// <summary>Sees the plan under the lock, before anything is carried out; throws to stop.</summary>
    public Func<BundlePlan, CancellationToken, Task> Review { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Nothing beyond this plan is carried out; null when nobody had to approve one.</summary>
    public BundlePlan? Approved { get; init; }

    /// <summary>Only exactly this plan is carried out; null when none was kept.</summary>
    public SavedPlan? Saved { get; init; }

    /// <summary>A bundle may itself ask for the lock to be taken away.</summary>
    internal BundleDeployment Of(ResolvedBundle bundle) => bundle.ForcesLock ? this with { ForceLock = true } : this;
}
