using System.Collections.Concurrent;

namespace ReleasePortal.Core.Changes;

/// <summary>Something of a pipeline changed. Carries no data: whoever hears it reads again.</summary>
/// <param name="Pipeline">Key of the pipeline, or null when the change is not of one.</param>
/// <param name="Deployment">Number of the deployment whose log grew, when nothing else changed.</param>
public sealed record Change(string? Pipeline, int? Deployment = null);

/// <summary>Tells everybody who listens in this process that they should read again.</summary>
public sealed class ChangeFeed
{
    readonly ConcurrentDictionary<long, Action<Change>> _listeners = new();
    long _last;

    /// <summary>The listener must not block and must not throw. Dispose to stop listening.</summary>
    public IDisposable Subscribe(Action<Change> listener)
    {
        var key = Interlocked.Increment(ref _last);
        _listeners[key] = listener;
        return new Subscription(this, key);
    }

    public void Publish(Change change)
    {
        foreach (var listener in _listeners.Values)
        {
            listener(change);
        }
    }

    sealed class Subscription(ChangeFeed feed, long key) : IDisposable
    {
        public void Dispose() => feed._listeners.TryRemove(key, out _);
    }
}
