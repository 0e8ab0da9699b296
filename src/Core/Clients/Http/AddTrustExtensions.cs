using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddOptions<TrustOptions>().Bind(configuration.GetSection(TrustOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<TrustOptions>, TrustOptionsValidator>()
            .AddSingleton<TrustedHandlers>();
    }
}
