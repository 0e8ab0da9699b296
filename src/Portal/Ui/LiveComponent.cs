using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Portal.Ui;

/// <summary>Follows something that changes: subscribes first, reads second, and lets go when the page is left.</summary>
/// <remarks>Signals that arrive during a read cause one more read, however many they were.</remarks>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    readonly CancellationTokenSource _source = new();
    IDisposable? _subscription;
    bool _reading;
    bool _again;

    // A copy, because a source that is disposed throws, and a late signal may come after Dispose.
    protected LiveComponent() => Leaving = _source.Token;

    /// <summary>Cancelled when the reader leaves the page.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>Starts telling about changes; the callback may be called from any thread.</summary>
    protected abstract IDisposable Subscribe(Action changed);

    protected abstract Task ReadAsync();

    protected override void OnInitialized() => _subscription = Subscribe(() => Start(RefreshAsync));

    protected override Task OnParametersSetAsync() => RefreshAsync();

    /// <summary>Reads again now; used by "Try again" and after an action of the reader.</summary>
    protected async Task RefreshAsync()
    {
        if (_reading)
        {
            _again = true;
            return;
        }

        _reading = true;
        try
        {
            do
            {
                _again = false;
                await ReadAsync();
                Leaving.ThrowIfCancellationRequested();
                StateHasChanged();
            }
            while (_again && !Leaving.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            // The reader has left: nobody waits for the answer.
        }
        finally
        {
            _reading = false;
        }
    }

    /// <summary>Runs work from another thread on the component's own; a fault reaches the error boundary instead of vanishing.</summary>
    protected void Start(Func<Task> work)
    {
        if (!Leaving.IsCancellationRequested)
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await work();
                }
                catch (Exception fault) when (!Leaving.IsCancellationRequested)
                {
                    await DispatchExceptionAsync(fault);
                }
            });
        }
    }

    protected virtual void OnLeave()
    {
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        OnLeave();
        _source.Cancel();
        _source.Dispose();
        GC.SuppressFinalize(this);
    }
}
