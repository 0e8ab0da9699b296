namespace ReleasePortal.Sandbox.Hosting;

/// <summary>Another clock, put forward. Timers run as they do there.</summary>
public sealed class SettableClock(TimeProvider clock) : TimeProvider
{
    long _ahead;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
