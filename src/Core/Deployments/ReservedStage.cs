using Microsoft.Extensions.Logging;

namespace ReleasePortal.Core.Deployments;

/// <summary>Reserves stages for longer than a lease lasts.</summary>
public sealed class StageReservations(StageLeases leases, TimeProvider clock, ILogger<ReservedStage> logger)
{
    /// <param name="cancellationToken">Ends the reservation, too.</param>
    /// <returns>Null while somebody else holds the stage.</returns>
    public async Task<ReservedStage?> TryTakeAsync(string pipeline, string stage, string owner, CancellationToken cancellationToken) =>
        await leases.TryTakeAsync(pipeline, stage, owner, cancellationToken) is { } lease
            ? new(lease, leases, clock, logger, cancellationToken)
            : null;
}

/// <summary>A stage whose lease is renewed in time, until this is disposed of.</summary>
public sealed partial class ReservedStage : IAsyncDisposable
{
    readonly StageLeases _leases;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    readonly CancellationTokenSource _lost;
    readonly Task _renewing;

    internal ReservedStage(
        HeldLease lease, StageLeases leases, TimeProvider clock, ILogger<ReservedStage> logger, CancellationToken cancellationToken)
    {
        (Lease, _leases, _clock, _logger) = (lease, leases, clock, logger);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Lost = _lost.Token;
        _renewing = KeepAsync();
    }

    public HeldLease Lease { get; }

    /// <summary>Cancelled once the stage may be somebody else's.</summary>
    public CancellationToken Lost { get; }

    public async ValueTask DisposeAsync()
    {
        await _lost.CancelAsync();
        await _renewing;
        await _leases.ReleaseAsync(Lease, CancellationToken.None);
        _lost.Dispose();
    }

    async Task KeepAsync()
    {
        try
        {
            while (!Lost.IsCancellationRequested)
            {
                await Task.Delay(_leases.Duration / 3, _clock, Lost);
                if (!await _leases.RenewAsync(Lease, Lost))
                {
                    await _lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested)
        {
            // What needed the stage is over, or the portal stops.
        }
        catch (Exception fault)
        {
            // Without renewal the stage is soon somebody else's: stop before that.
            LogNotRenewed(fault, Lease.Pipeline, Lease.Stage);
            await _lost.CancelAsync();
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not keep {Pipeline}/{Stage} reserved; a run stops and is resumed later")]
    partial void LogNotRenewed(Exception fault, string pipeline, string stage);
}
