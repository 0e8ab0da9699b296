using Octokit;
using Octokit.Internal;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Brings the caller's token to the wire, which Octokit's own methods cannot.</summary>
sealed class CancellableHttp(HttpMessageHandler handler) : IHttpClient
{
    static readonly AsyncLocal<CancellationToken> Caller = new();

    readonly HttpClientAdapter _http = new(() => handler);

    /// <summary>Every call started inside <paramref name="call"/> ends when the token does.</summary>
    public static async Task<T> WithinAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Caller.Value = cancellationToken;
        return await call();
    }

    public async Task<IResponse> Send(
        IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Caller.Value);
        return await _http.Send(request, either.Token, preprocessResponseBody);
    }

    public void SetRequestTimeout(TimeSpan timeout) => _http.SetRequestTimeout(timeout);

    public void Dispose() => _http.Dispose();
}
