using Microsoft.Extensions.DependencyInjection;

namespace ReleasePortal.Core.Provisioning;

public static class AddProvisioningExtensions
{
    /// <summary>Needs the clients of Azure and Databricks. The settings of a stage belong to its pipeline.</summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services) => services
        .AddSingleton<ResourceAccess>()
        .AddSingleton<MissingPermissions>()
        .AddSingleton<Provisioner>();
}
