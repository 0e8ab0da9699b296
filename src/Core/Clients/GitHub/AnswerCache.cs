using System.Collections.Concurrent;
using Octokit.Caching;
using Octokit.Internal;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>Remembers the last answers with their ETag: asking again for the same costs no call of the hourly limit.</summary>
sealed class AnswerCache : IResponseCache
{
    /// <summary>Enough for the addresses that are asked again and again: heads of branches and checks.</summary>
    const int Limit = 128;

    /// <summary>Large answers (diffs) are not asked twice.</summary>
    const int LargestBody = 256 * 1024;

    readonly ConcurrentDictionary<string, CachedResponse.V1> _answers = new(StringComparer.Ordinal);

    public Task<CachedResponse.V1?> GetAsync(IRequest request) => Task.FromResult(_answers.GetValueOrDefault(Key(request)));

    public Task SetAsync(IRequest request, CachedResponse.V1 cachedResponse)
    {
        if (cachedResponse.Body is string { Length: <= LargestBody })
        {
            if (_answers.Count >= Limit)
            {
                _answers.Clear();
            }

            _answers[Key(request)] = cachedResponse;
        }

        return Task.CompletedTask;
    }

    static string Key(IRequest request) => $"{request.Endpoint} {request.Headers.GetValueOrDefault("Accept")}";
}
