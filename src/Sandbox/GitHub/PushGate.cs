namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Lets one push in at a time and tells what it moved, however the push came.</summary>
sealed class PushGate(GitRepository repository, Action<Push> pushed) : IDisposable
{
    readonly SemaphoreSlim _one = new(1);

    public async Task RunAsync(Func<Task> push, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var before = repository.Refs();
            await push();
            var after = repository.Refs();
            foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
            {
                var move = new Push(name, before.GetValueOrDefault(name, Push.Nothing), after.GetValueOrDefault(name, Push.Nothing));
                if (move.Before != move.After)
                {
                    pushed(move);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
