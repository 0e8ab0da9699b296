using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Clients.Databricks;

public static class AddDatabricksClientExtensions
{
    /// <summary>Stands on AddTrust. Register a <see cref="DatabricksRetry"/> before to change the waits.</summary>
    public static IServiceCollection AddDatabricksClient(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddHttpClient(DatabricksClient.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<TrustedHandlers>().Create());
        services.TryAddSingleton(new DatabricksRetry());
        services.TryAddSingleton<DatabricksClient>();
        services.AddSettings(new SettingSection<DatabricksAccountOptions>(configuration, DatabricksAccountOptions.Section));
        services.TryAddSingleton<CatalogEndpoints>();
        return services;
    }
}
