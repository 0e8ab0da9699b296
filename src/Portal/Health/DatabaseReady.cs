using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Portal.Health;

/// <summary>Ready means that the database answers and has every table this version needs.</summary>
public sealed class DatabaseReady(PrepareDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.IsReadyAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer, or its tables are older than this version.");
}
