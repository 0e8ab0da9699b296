using System.Text.Json.Serialization;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning.Applying;

/// <summary>What an apply tells the one who started it: lines to read, and the operations that Azure has not finished.
/// Resources are applied side by side, but the two functions are never called at the same time.</summary>
/// <param name="log">Takes one line for people; it holds no secret.</param>
/// <param name="pending">What the last <paramref name="save"/> got, for an apply that was interrupted; else nothing.</param>
/// <param name="save">Keeps the unfinished operations, all of them every time.</param>
public sealed class ApplyJournal(
    Func<string, CancellationToken, Task> log,
    IEnumerable<PendingOperation> pending,
    Func<IReadOnlyList<PendingOperation>, CancellationToken, Task> save) : IDisposable
{
    /// <summary>Under which a deployment's step notes how each resource gets on.</summary>
    public const string ProgressKey = "progress";

    /// <summary>Told how each resource gets on; may be left out.</summary>
    public Func<string, ApplyState, CancellationToken, Task> Progress { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Once it is cancelled nothing more is begun, and what Azure has begun is no longer waited for: it
    /// stays with the unfinished operations.</summary>
    public CancellationToken Stop { get; init; }

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly List<PendingOperation> _pending = [.. pending];

    internal IReadOnlyList<PendingOperation> Pending => [.. _pending];

    public void Dispose() => _turn.Dispose();

    internal Task LogAsync(string line, CancellationToken cancellationToken) =>
        InTurnAsync(() => log(line, cancellationToken), cancellationToken);

    internal Task TellAsync(string resourceId, ApplyState state, CancellationToken cancellationToken) =>
        InTurnAsync(() => Progress(resourceId, state, cancellationToken), cancellationToken);

    internal Task RememberAsync(PendingOperation operation, CancellationToken cancellationToken) => InTurnAsync(() =>
    {
        _pending.RemoveAll(earlier => IsOf(earlier, operation.ResourceId));
        _pending.Add(operation);
        return save([.. _pending], cancellationToken);
    }, cancellationToken);

    internal Task ForgetAsync(string resourceId, CancellationToken cancellationToken) => InTurnAsync(() =>
        _pending.RemoveAll(operation => IsOf(operation, resourceId)) > 0
            ? save([.. _pending], cancellationToken)
            : Task.CompletedTask, cancellationToken);

    static bool IsOf(PendingOperation operation, string resourceId) =>
        string.Equals(operation.ResourceId, resourceId, StringComparison.OrdinalIgnoreCase);

    async Task InTurnAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>How far the writing of one resource is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplyState>))]
public enum ApplyState
{
    Working,
    Done,

    /// <summary>It was looked at, and there was nothing to write.</summary>
    Unchanged,

    /// <summary>A person must see to it.</summary>
    Refused,
}
