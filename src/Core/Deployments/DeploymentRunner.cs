using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

/// <summary>Carries out what is queued, one deployment at a time per pipeline and stage, the oldest first; one that another portal left unfinished comes before all.</summary>
public sealed partial class DeploymentRunner(
    IDbContextFactory<PortalDb> database, StageLeases leases, DeploymentRun run, TimeProvider clock, ILogger<DeploymentRunner> logger)
{
    /// <summary>Tells apart the portals that share a database: machine, process and start.</summary>
    readonly string _owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..Math.Min(60, Environment.MachineName.Length + 16)];

    /// <summary>Carries out the next deployment of the stage, to its end.</summary>
    /// <returns>False when nothing waits, or somebody else holds the stage.</returns>
    public async Task<bool> RunNextAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        if (await NextAsync(pipeline, stage, cancellationToken) is null
            || await leases.TryTakeAsync(pipeline, stage, _owner, cancellationToken) is not { } lease)
        {
            return false;
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = KeepAsync(lease, lost);
        try
        {
            // Read again under the lease: the one before may just have finished it.
            if (await NextAsync(pipeline, stage, lost.Token) is not { } number)
            {
                return false;
            }

            await run.RunAsync(lease, number, lost.Token);
            return true;
        }
        catch (LeaseLostException fault)
        {
            LogLeaseLost(fault, pipeline, stage);
            return false;
        }
        finally
        {
            await lost.CancelAsync();
            await renewing;
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    async Task<int?> NextAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Deployments
            .Where(row => row.Pipeline == pipeline && row.Stage == stage && (row.State == RunState.Running || row.State == RunState.Queued))
            .OrderBy(row => row.State == RunState.Running ? 0 : 1).ThenBy(row => row.Number)
            .Select(row => (int?)row.Number).FirstOrDefaultAsync(cancellationToken);
    }

    async Task KeepAsync(HeldLease lease, CancellationTokenSource lost)
    {
        try
        {
            while (!lost.IsCancellationRequested)
            {
                await Task.Delay(leases.Duration / 3, clock, lost.Token);
                if (!await leases.RenewAsync(lease, lost.Token))
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // The run is over, or the portal stops.
        }
        catch (Exception fault)
        {
            // Without renewal the stage is soon somebody else's: stop before that.
            LogNotRenewed(fault, lease.Pipeline, lease.Stage);
            await lost.CancelAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stopped in {Pipeline}/{Stage}: another portal has taken the stage")]
    partial void LogLeaseLost(Exception fault, string pipeline, string stage);

    [LoggerMessage(LogLevel.Error, "Could not keep {Pipeline}/{Stage} reserved; the run stops and is resumed later")]
    partial void LogNotRenewed(Exception fault, string pipeline, string stage);
}
