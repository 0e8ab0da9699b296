using System.Globalization;
using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ReleasePortal.Core.Clients.Http;

/// <summary>Tries a call again where that can do no harm: a refused call always, a call with an unknown end only if
/// it is idempotent.</summary>
static class Retries
{
    const int Attempts = 3;

    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>A service that asks for more patience than this gets its error shown instead.</summary>
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    public static HttpMessageHandler Around(HttpMessageHandler inner, TimeSpan attemptTimeout, TimeProvider clock) =>
        new ResilienceHandler(Pipeline(attemptTimeout, clock)) { InnerHandler = inner };

    static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeSpan attemptTimeout, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        return builder
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(MayRetry(attempt, clock)),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer ? AskedDelay(answer, clock) : null),
            })
            .AddTimeout(attemptTimeout)
            .Build();
    }

    static bool MayRetry(RetryPredicateArguments<HttpResponseMessage> attempt, TimeProvider clock)
    {
        var request = attempt.Context.GetRequestMessage() ?? attempt.Outcome.Result?.RequestMessage;
        var idempotent = request is not null && request.Method != HttpMethod.Post && request.Method != HttpMethod.Patch;
        return attempt.Outcome switch
        {
            { Exception: HttpRequestException or TimeoutRejectedException } => idempotent,
            { Result: { } answer } when AskedDelay(answer, clock) > LongestDelay => false,
            { Result: { } answer } when IsRateLimit(answer) => true,
            { Result: { } answer } =>
                idempotent && (answer.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError),
            _ => false,
        };
    }

    /// <summary>GitHub answers 403 for its limits, with Retry-After or with no call left; such a call was not carried out.
    /// Source: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api</summary>
    static bool IsRateLimit(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests
        || (answer.StatusCode is HttpStatusCode.Forbidden
            && (answer.Headers.RetryAfter is not null || Header(answer, "x-ratelimit-remaining") is "0"));

    static TimeSpan? AskedDelay(HttpResponseMessage answer, TimeProvider clock)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ when Header(answer, "x-ratelimit-remaining") is "0"
                && long.TryParse(Header(answer, "x-ratelimit-reset"), CultureInfo.InvariantCulture, out var reset) =>
                DateTimeOffset.FromUnixTimeSeconds(reset) - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
