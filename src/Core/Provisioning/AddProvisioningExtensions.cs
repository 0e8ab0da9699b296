using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Provisioning;

public static class AddProvisioningExtensions
{
    /// <summary>Needs the clients of Azure and Databricks. The settings of a stage belong to its pipeline.</summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services) => services
        .AddSingleton<ResourceAccess>()
        .AddSingleton<MissingPermissions>()
        .AddSingleton<Provisioner>();

    /// <summary>Looking for drift, which needs the database besides.</summary>
    public static IServiceCollection AddDrift(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IValidateOptions<ProvisioningOptions>, ProvisioningOptionsValidator>()
        .AddOptions<ProvisioningOptions>().Bind(configuration.GetSection(ProvisioningOptions.Section)).ValidateOnStart().Services
        .AddSingleton<VerifyAccess>()
        .AddSingleton<CheckResources>()
        .AddSingleton<FindDueChecks>()
        .AddSingleton<KeepDrift>()
        .AddSingleton<Irreversible>()
        .AddSingleton<DeleteFormerResource>()
        .AddSingleton<PurgeVault>()
        .AddSingleton<ReadApplied>()
        .AddSingleton<ReadInfrastructure>();
}
