using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Portal.Background;

/// <summary>Ready means: the database answers and has the tables of this version.</summary>
sealed class DatabaseCheck(PrepareDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.IsReadyAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer, or its tables are of another version.");
}
