namespace ReleasePortal.Core.Tests.Clients;

/// <summary>Nobody waits by it: a pause is over at once, and the time has passed.</summary>
public sealed class ImpatientClock : TimeProvider
{
    /// <summary>Whoever sets a longer time sets a limit to a call, and does not mean to wait for it.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    long _skipped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _skipped));

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPause)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Add(ref _skipped, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
