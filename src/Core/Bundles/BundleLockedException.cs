namespace ReleasePortal.Core.Bundles;

/// <summary>Somebody else is deploying this bundle to this target; later it may work.</summary>
public sealed class BundleLockedException(string user, DateTimeOffset since, TimeProvider clock) : Exception(
    $"The deploy lock was taken by {user} at {since:yyyy-MM-dd HH:mm:ss} UTC, {Age(clock.GetUtcNow() - since)} ago. "
    + "Wait for that deployment, or force the lock if it is dead.")
{
    public string User { get; } = user;

    public DateTimeOffset Since { get; } = since;

    static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:0} days",
        { TotalHours: >= 2 } => $"{age.TotalHours:0} hours",
        { TotalMinutes: >= 2 } => $"{age.TotalMinutes:0} minutes",
        _ => $"{Math.Max(0, age.TotalSeconds):0} seconds",
    };
}
