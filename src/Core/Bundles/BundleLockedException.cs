namespace ReleasePortal.Core.Bundles;

/// <summary>Somebody else is deploying this bundle to this target; later it may work.</summary>
public sealed class BundleLockedException(string user, DateTimeOffset since)
    : Exception($"The deploy lock was taken by {user} at {since:yyyy-MM-dd HH:mm:ss} UTC. Wait for that deployment, or force the lock if it is dead.")
{
    public string User { get; } = user;

    public DateTimeOffset Since { get; } = since;
}
