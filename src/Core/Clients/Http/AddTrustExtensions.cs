using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Clients.Http;

public static class AddTrustExtensions
{
    /// <summary>Registers what every outgoing client stands on; calling it again changes nothing.</summary>
    public static IServiceCollection AddTrust(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(TrustedHandlers)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSettings(new SettingSection<TrustOptions>(configuration, TrustOptions.Section))
            .AddSingleton<IValidateOptions<TrustOptions>, TrustOptionsValidator>()
            .AddSingleton<TrustedHandlers>();
    }
}
