using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Applying;

/// <summary>
/// What a deployment that failed or is being cancelled still does, without hanging on it. The fault that led here is the one to throw, so
/// another one is only told.
/// </summary>
sealed class Afterwards(TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public CancellationTokenSource Patience() => new(Limit, clock);

    /// <summary>Who fails half-way notes how far it came.</summary>
    public async Task<T> OrNoteAsync<T>(
        Func<CancellationToken, Task<T>> act, Func<CancellationToken, Task> note, CancellationToken cancellationToken)
    {
        try
        {
            return await act(cancellationToken);
        }
        catch
        {
            using var patience = Patience();
            await TryAsync("What was done could not be noted", note, patience.Token);
            throw;
        }
    }

    public async Task TryAsync(string what, Func<CancellationToken, Task> act, CancellationToken patience)
    {
        try
        {
            await act(patience);
        }
        catch (Exception fault) when (fault is DatabricksException or BundleInvalidException or OperationCanceledException)
        {
            log($"{what}: {fault.Message}");
        }
    }
}
