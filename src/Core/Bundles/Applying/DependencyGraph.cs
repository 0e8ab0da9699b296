namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>
/// Carries out work in parallel, each piece when all that it waits for is done. After a fault the pieces that wait for it are left out
/// and all others still run; on cancellation nothing new begins.
/// </summary>
sealed class DependencyGraph(int atOnce)
{
    readonly Dictionary<string, HashSet<string>> _waits = new(StringComparer.Ordinal);
    readonly Dictionary<string, Func<CancellationToken, Task>> _work = new(StringComparer.Ordinal);

    public void Add(string key, IEnumerable<string> after, Func<CancellationToken, Task> work)
    {
        _work.Add(key, work);
        _waits.Add(key, new(after, StringComparer.Ordinal));
    }

    /// <returns>What went wrong, in the order of happening.</returns>
    public async Task<IReadOnlyList<Exception>> WorkAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        var running = new List<Task<string>>();
        foreach (var waits in _waits.Values)
        {
            waits.IntersectWith(_work.Keys);
        }

        for (Start(running, cancellationToken); running.Count > 0; Start(running, cancellationToken))
        {
            await FinishAsync(running, faults, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return faults;
    }

    void Start(List<Task<string>> running, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        foreach (var key in _waits.Where(piece => piece.Value.Count == 0).Select(piece => piece.Key).Take(atOnce - running.Count).ToArray())
        {
            _waits.Remove(key);
            running.Add(DoAsync(key, cancellationToken));
        }
    }

    async Task<string> DoAsync(string key, CancellationToken cancellationToken)
    {
        await _work[key](cancellationToken);
        return key;
    }

    async Task FinishAsync(List<Task<string>> running, List<Exception> faults, CancellationToken cancellationToken)
    {
        var done = await Task.WhenAny(running);
        running.Remove(done);
        if (done.IsCompletedSuccessfully)
        {
            foreach (var waits in _waits.Values)
            {
                waits.Remove(done.Result);
            }
        }
        else if (!cancellationToken.IsCancellationRequested)
        {
            faults.Add(done.Exception?.InnerException ?? new TaskCanceledException(done));
        }
    }
}
