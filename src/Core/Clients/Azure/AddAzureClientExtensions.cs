using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Clients.Http;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Clients.Azure;

public static class AddAzureClientExtensions
{
    public static IServiceCollection AddAzureClient(this IServiceCollection services, IConfiguration configuration) => services
        .AddTrust(configuration)
        .AddSettings(new SettingSection<AzureOptions>(configuration, AzureOptions.Section))
        .AddSingleton<IValidateOptions<AzureOptions>, AzureOptionsValidator>()
        .AddSingleton<AzureCredentials>()
        .AddSingleton<EntraTokens>()
        .AddSingleton<ArmPipeline>()
        .AddSingleton<ArmOperations>()
        .AddSingleton<AzureResources>()
        .AddSingleton<AzurePermissions>();
}
