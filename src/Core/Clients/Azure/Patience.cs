using System.Net;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>For how long one thing is tried again, with growing pauses. Counts from the first failure, not from the first attempt: a
/// workspace takes minutes by itself.</summary>
sealed class Patience(TimeProvider clock)
{
    /// <summary>Somebody else's endpoint takes minutes, and a new identity up to ten until it is known everywhere.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>What Azure or Databricks does not know after that was taken away, or was never made.</summary>
    static readonly TimeSpan UntilKnown = TimeSpan.FromMinutes(3);

    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    long? _since;
    int _pauses;

    public bool IsFresh => _since is null;

    public bool Bears(AzureException fault) => fault.IsPassing && IsWithin(fault.Status is HttpStatusCode.NotFound ? UntilKnown : Longest);

    /// <summary>Where Databricks says that it does not know what was just made.</summary>
    public bool BearsUnknown() => IsWithin(UntilKnown);

    /// <param name="asked">What Azure asks for.</param>
    public Task PauseAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        _since ??= clock.GetTimestamp();
        var own = TimeSpan.FromSeconds(++_pauses);
        return Task.Delay(asked is null ? own < LongestPause ? own : LongestPause : PollDelay.After(asked), clock, cancellationToken);
    }

    bool IsWithin(TimeSpan longest) => _since is not { } since || clock.GetElapsedTime(since) < longest;
}
