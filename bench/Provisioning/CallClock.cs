using System.Diagnostics;

namespace ReleasePortal.Bench.Provisioning;

/// <summary>Adds up how long the HTTP calls take, as if none of them had run beside another.</summary>
sealed class CallClock : IDisposable
{
    readonly ActivityListener _listener;
    long _ticks;

    public CallClock()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = call => Interlocked.Add(ref _ticks, call.Duration.Ticks),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public TimeSpan Total => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Dispose() => _listener.Dispose();
}
