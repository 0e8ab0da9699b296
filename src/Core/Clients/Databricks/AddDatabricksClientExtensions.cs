using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReleasePortal.Core.Clients.Http;

namespace ReleasePortal.Core.Clients.Databricks;

public static class AddDatabricksClientExtensions
{
    /// <summary>Stands on AddTrust. Register a <see cref="DatabricksRetry"/> before to change the waits.</summary>
    public static IServiceCollection AddDatabricksClient(this IServiceCollection services)
    {
        services
            .AddHttpClient(DatabricksClient.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<TrustedHandlers>().Create());
        services.TryAddSingleton(new DatabricksRetry());
        services.TryAddSingleton<DatabricksClient>();
        services.AddOptions<DatabricksAccountOptions>().BindConfiguration(DatabricksAccountOptions.Section);
        services.TryAddSingleton<CatalogEndpoints>();
        return services;
    }
}
