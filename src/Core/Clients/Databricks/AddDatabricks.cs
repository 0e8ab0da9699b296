using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ReleasePortal.Core.Clients.Databricks;

public static class AddDatabricks
{
    /// <summary>Register a <see cref="DatabricksRetry"/> before to change the waits.</summary>
    public static IServiceCollection AddDatabricksClient(this IServiceCollection services)
    {
        services.AddHttpClient(DatabricksClient.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new DatabricksRetry());
        services.TryAddSingleton<DatabricksClient>();
        return services;
    }
}
