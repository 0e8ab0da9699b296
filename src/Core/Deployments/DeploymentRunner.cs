using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

/// <summary>Carries out what is queued, one deployment at a time per pipeline and stage, the oldest first; one that another portal left
/// unfinished comes before all.</summary>
public sealed partial class DeploymentRunner(
    IDbContextFactory<PortalDb> database, StageReservations reservations, DeploymentRun run, ILogger<DeploymentRunner> logger)
{
    /// <summary>Tells apart the portals that share a database: machine, process and start.</summary>
    readonly string _owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..Math.Min(
        60, Environment.MachineName.Length + 16)];

    /// <summary>Carries out the next deployment of the stage, to its end.</summary>
    /// <returns>False when nothing waits, or somebody else holds the stage.</returns>
    public async Task<bool> RunNextAsync(string pipeline, string stage, CancellationToken cancellationToken)
    {
        if (await NextAsync(pipeline, stage, cancellationToken) is null)
        {
            return false;
        }

        await using var reserved = await reservations.TryTakeAsync(pipeline, stage, _owner, cancellationToken);
        if (reserved is null)
        {
            return false;
        }

        try
        {
            // Read again under the lease: the one before may just have finished it.
            if (await NextAsync(pipeline, stage, reserved.Lost) is not { } number)
            {
                return false;
            }

            await run.RunAsync(reserved.Lease, number, reserved.Lost);
            return true;
        }
        catch (LeaseLostException fault)
        {
            LogLeaseLost(fault, pipeline, stage);
            return false;
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

    [LoggerMessage(LogLevel.Warning, "Stopped in {Pipeline}/{Stage}: another portal has taken the stage")]
    partial void LogLeaseLost(Exception fault, string pipeline, string stage);
}
