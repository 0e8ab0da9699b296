using Azure.Core;
using Azure.Core.Pipeline;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Tries again as Azure asks, but waits for nothing that would take longer than <see cref="PollDelay.Longest"/>: then the
/// refusal is the answer.</summary>
sealed class BoundedRetries(TimeProvider clock) : RetryPolicy(Attempts, DelayStrategy.CreateExponentialDelayStrategy(First, Longest))
{
    const int Attempts = 6;

    static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        !AsksTooMuch(message) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        !AsksTooMuch(message) && await base.ShouldRetryAsync(message, exception);

    bool AsksTooMuch(HttpMessage message) => message.HasResponse && ArmAnswer.Delay(message.Response, clock) > PollDelay.Longest;
}
