using System.Net;
using Microsoft.Extensions.Options;
using Octokit;
using Octokit.Internal;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>The one connection to GitHub, and the one place where its faults become ours.</summary>
public sealed class GitHubApi : IDisposable
{
    /// <summary>No answer of GitHub may be longer; the limit of a bundle's archive.</summary>
    public const long LargestAnswer = 50 * 1024 * 1024;

    internal static readonly ProductHeaderValue Product = new("release-portal");

    static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    readonly CancellableHttp _http;
    readonly GitHubClient _client;

    public GitHubApi(IOptions<GitHubOptions> options, GitHubCredentials credentials, TrustedHandlers handlers, TimeProvider clock)
    {
        _http = Http(handlers, clock);
        var connection = new Connection(Product, options.Value.ApiRoot, credentials, _http,
            new SimpleJsonSerializer())
        { ResponseCache = new AnswerCache() };
        _client = new(connection);
    }

    /// <summary>Makes one call, or several that belong together.</summary>
    /// <param name="doing">What is asked, for the person who reads the fault: "Reading the head of main".</param>
    /// <exception cref="GitHubException">GitHub refused, or no answer came.</exception>
    internal async Task<T> CallAsync<T>(
        string doing, RepositoryName repository, Func<IGitHubClient, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await CancellableHttp.WithinAsync(() => call(_client), cancellationToken);
        }
        catch (ApiException fault)
        {
            throw new GitHubException($"{doing} in {repository}: GitHub answered {Answer(fault)}", Status(fault), fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutException
            && !cancellationToken.IsCancellationRequested)
        {
            throw fault.GetBaseException() is AnswerTooLargeException tooLarge
                ? new GitHubException($"{doing} in {repository}: {tooLarge.Message}", HttpStatusCode.RequestEntityTooLarge, fault)
                : new GitHubException($"{doing} in {repository}: no answer from GitHub. {fault.GetBaseException().Message}", null, fault);
        }
        catch (Exception fault) when (fault is OperationCanceledException or Polly.Timeout.TimeoutRejectedException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new GitHubException($"{doing} in {repository}: GitHub did not answer in time.", null, fault);
        }
    }

    internal static CancellableHttp Http(TrustedHandlers handlers, TimeProvider clock) =>
        new(Retries.Around(new SizeLimit(handlers.Create(), LargestAnswer), AttemptTimeout, clock));

    public void Dispose() => _http.Dispose();

    /// <summary>GitHub says 403 for its limits too, which is no refusal.</summary>
    static HttpStatusCode Status(ApiException fault) =>
        fault is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
            ? HttpStatusCode.TooManyRequests
            : fault.StatusCode;

    static string Answer(ApiException fault)
    {
        string?[] parts = [fault.ApiError?.Message
            ?? fault.Message, .. fault.ApiError?.Errors?.Select(error => error.Message ?? $"{error.Field}: {error.Code}") ?? []];
        var text = string.Join("; ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        var limited = fault is RateLimitExceededException limit ? $" The limit ends at {limit.Reset:u}." : "";
        return $"{(int)fault.StatusCode} {fault.StatusCode}: {text}{(fault.StatusCode is HttpStatusCode.NotFound ? " (or it may not be seen with our credentials)" : "")}.{limited}";
    }
}
